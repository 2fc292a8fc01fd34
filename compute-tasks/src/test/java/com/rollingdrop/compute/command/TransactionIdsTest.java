package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionIdsTest {
  /** Whoever could use up a key of the operator's would never be frozen, nor pay back. */
  @Test
  void noKeyOfAPlayersNamesWhatAKeyOfTheOperatorsOrABatchNames() {
    UUID batch = TransactionIds.ofKey(1, "batch");
    Set<UUID> others = new HashSet<>();
    for (String key : List.of("k", "0", "fraud-signal:1", "release:1")) {
      others.add(TransactionIds.ofAdminKey(1, key));
    }
    others.add(TransactionIds.inBatch(batch, 0));
    others.add(TransactionIds.inBatch(batch, 1));
    assertThat(others).hasSize(6);

    for (String key :
        List.of(
            "k",
            "0",
            "fraud-signal:1",
            "release:1",
            "admin-transaction:1:k",
            "batch:" + batch + ":0",
            batch + ":0")) {
      for (long player = 1; player <= 2; player++) {
        assertThat(others).doesNotContain(TransactionIds.ofKey(player, key));
      }
    }
    assertThat(TransactionIds.ofAdminKey(1, "k")).isNotEqualTo(TransactionIds.ofAdminKey(2, "k"));
  }
}
