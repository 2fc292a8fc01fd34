package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddsTest {
  @Test
  void theHashIsOfTheLinesInPublishedOrder() {
    assertThat(Odds.hash(Samples.CRATE.items()))
        .isEqualTo(Digests.hex(Digests.sha256("copper:700\nsilver:299\ndragon:1\n")));
  }

  @Test
  void theLineOfAGuaranteedItemSaysWithinHowManyDraws() {
    assertThat(Odds.hash(Samples.CRATE.items(), new Guarantee(List.of("LEGENDARY", "RARE"), 90)))
        .isEqualTo(Digests.hex(Digests.sha256("copper:700\nsilver:299:90\ndragon:1:90\n")));
  }

  @Test
  void anotherOrderIsAnotherHash() {
    List<BoxItem> items = new ArrayList<>(Samples.CRATE.items());
    Collections.reverse(items);

    assertThat(Odds.hash(items)).isNotEqualTo(Odds.hash(Samples.CRATE.items()));
  }

  @Test
  void chancesAreExact() {
    assertThat(Odds.percent(1, 1)).isEqualTo("100");
    assertThat(Odds.percent(1, 1_000_000)).isEqualTo("0.0001");
    assertThat(Odds.percent(114_176, 1_000_000)).isEqualTo("11.4176");
    assertThat(Odds.percent(1, 3)).isEqualTo("100/3");
    assertThat(Odds.percent(2, 6)).isEqualTo("100/3");
    assertThat(Odds.percent(10, 100)).isEqualTo("10");
  }
}
