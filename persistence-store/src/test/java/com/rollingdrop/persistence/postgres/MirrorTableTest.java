package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MirrorTableTest {
  @Test
  void ofTwoWritesToOneRowTheHigherVersionStays() {
    Row<Long, Wallet> older = new Row<>(1L, Samples.wallet(10, 1));
    Row<Long, Wallet> newer = new Row<>(1L, Samples.wallet(20, 2));

    assertThat(MirrorTables.WALLETS.distinct(List.of(newer, older))).containsExactly(newer);
    assertThat(MirrorTables.WALLETS.distinct(List.of(older, newer))).containsExactly(newer);
  }

  @Test
  void anItemOfTwoOwnersIsOneRow() {
    UUID item = new UUID(1, 1);

    assertThat(
            MirrorTables.ITEMS.distinct(
                List.of(
                    new Row<>(new ItemKey(1, item), Samples.item(1)),
                    new Row<>(new ItemKey(2, item), Samples.item(2)))))
        .extracting(row -> row.key().playerId())
        .containsExactly(2L);
  }

  @Test
  void rowsAreInTheOrderOfTheirKeysSoThatWritersLockAlike() {
    assertThat(
            MirrorTables.WALLETS.distinct(
                List.of(
                    new Row<>(3L, Samples.wallet(0, 1)),
                    new Row<>(1L, Samples.wallet(0, 1)),
                    new Row<>(2L, Samples.wallet(0, 1)))))
        .extracting(Row::key)
        .containsExactly(1L, 2L, 3L);
  }
}
