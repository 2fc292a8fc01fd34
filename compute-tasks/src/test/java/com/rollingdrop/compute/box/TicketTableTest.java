package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxVersion;
import org.junit.jupiter.api.Test;

class TicketTableTest {
  private final TicketTable table = Samples.table(Samples.CRATE);

  @Test
  void rangesLieEndToEndInPublishedOrder() {
    assertThat(table.itemOf(0).definitionId()).isEqualTo("copper");
    assertThat(table.itemOf(699).definitionId()).isEqualTo("copper");
    assertThat(table.itemOf(700).definitionId()).isEqualTo("silver");
    assertThat(table.itemOf(998).definitionId()).isEqualTo("silver");
    assertThat(table.itemOf(999).definitionId()).isEqualTo("dragon");
  }

  @Test
  void thereIsNoTicketBeyondTheLast() {
    assertThatIllegalArgumentException().isThrownBy(() -> table.itemOf(1_000));
    assertThatIllegalArgumentException().isThrownBy(() -> table.itemOf(-1));
  }

  @Test
  void oddsThatDifferFromThePublishedHashAreNotDrawnFrom() {
    BoxVersion published = Samples.version(Samples.CRATE);
    BoxVersion forged =
        new BoxVersion(
            published.name(),
            published.priceMinor(),
            published.totalTickets(),
            "00".repeat(32),
            published.items(),
            published.createdAtMs());

    assertThatIllegalStateException().isThrownBy(() -> new TicketTable("crate", 1, forged));
  }
}
