package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pending transactions whose end nobody told the mirror. */
@SuppressWarnings("NullAway.Init") // set before each test
class PendingRepairIT {
  private static final long BEGUN_MS = 1_000_000;
  private static final long EXPIRES_MS = 2_000_000;

  @TempDir private Path directory;
  private RepairedSystem system;

  @BeforeEach
  void start() throws Exception {
    system = new RepairedSystem(directory);
  }

  @AfterEach
  void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void whatEndedWhileTheMirrorKnewOnlyTheBeginningEndsInPostgres() {
    PendingKey settled = key(1);
    PendingKey expired = key(2);
    PendingKey declined = key(3);
    PendingKey untold = key(4);
    PendingKey open = key(5);
    Pending hold = Pending.withdrawal(100, true, BEGUN_MS, EXPIRES_MS);
    Pending offer = Pending.trade(77, List.of(), List.of(), 5, 0, BEGUN_MS, EXPIRES_MS);
    try (PostgresMirror mirror = system.mirror()) {
      for (PendingKey key : List.of(settled, expired, untold, open)) {
        begin(key, hold, TransactionKind.WITHDRAWAL_HOLD);
        mirror.committed(CacheName.PENDING, Map.of(key, hold));
      }
      begin(declined, offer, TransactionKind.TRADE_OFFER);
      mirror.committed(CacheName.PENDING, Map.of(declined, offer));
      system.awaitRows("pending", 5);
    }
    end(settled, settled.playerId(), TransactionKind.WITHDRAWAL_SETTLEMENT, EXPIRES_MS - 1);
    end(expired, expired.playerId(), TransactionKind.WITHDRAWAL_SETTLEMENT, EXPIRES_MS);
    end(declined, 77, TransactionKind.TRADE_END, EXPIRES_MS - 1);
    system.remove(CacheName.PENDING, untold);

    try (Repair repair = system.repair()) {
      awaitState(settled, "SETTLED 2");
      awaitState(expired, "EXPIRED 2");
      awaitState(declined, "VOIDED 2");
      // No ledger entry says what became of it, so nobody makes it up.
      await()
          .atMost(RepairedSystem.SOON)
          .until(
              () ->
                  system.registry.get("rollingdrop.repair.pending.unresolved").counter().count()
                      > 0);
      assertThat(state(untold)).isEqualTo("OPEN 1");
      assertThat(state(open)).isEqualTo("OPEN 1");
      assertThat(repair.isUp()).isTrue();
    }
  }

  @Test
  void whatBeganAndEndedWhileTheMirrorKnewNothingIsInPostgresAsItEnded() {
    PendingKey voided = key(1);
    PendingKey rolledBack = key(2);
    Pending hold = Pending.withdrawal(100, false, BEGUN_MS, EXPIRES_MS);
    begin(voided, hold, TransactionKind.WITHDRAWAL_HOLD);
    end(voided, voided.playerId(), TransactionKind.WITHDRAWAL_VOID, EXPIRES_MS - 1);
    // As a killed node's log has it: the change, and no entry of a ledger.
    system.commit(CacheName.PENDING, Map.of(rolledBack, hold));
    system.remove(CacheName.PENDING, rolledBack);

    try (Repair repair = system.repair()) {
      awaitState(voided, "VOIDED 2");
      assertThat(system.postgres.number("SELECT epoch_ms(expires_at) FROM pending"))
          .isEqualTo(EXPIRES_MS);
      await()
          .atMost(RepairedSystem.SOON)
          .until(() -> system.count("repair.rows.gone", CacheName.PENDING) > 0);
      assertThat(system.postgres.number("SELECT count(*) FROM pending")).isOne();
      assertThat(repair.isUp()).isTrue();
    }
  }

  private void begin(PendingKey key, Pending value, TransactionKind kind) {
    system.commit(CacheName.PENDING, Map.of(key, value));
    LedgerKey entry = new LedgerKey(key.playerId(), key.transactionId());
    system.commit(CacheName.LEDGER, Map.of(entry, entry(kind, BEGUN_MS, null)));
  }

  private void end(PendingKey key, long playerId, TransactionKind kind, long atMs) {
    system.remove(CacheName.PENDING, key);
    LedgerKey entry = new LedgerKey(playerId, new UUID(9, key.playerId()));
    system.commit(CacheName.LEDGER, Map.of(entry, entry(kind, atMs, key.transactionId())));
  }

  private static LedgerEntry entry(TransactionKind kind, long atMs, @Nullable UUID reference) {
    return LedgerEntry.of(kind, Account.PLAYER, Account.ESCROW, 100)
        .at(1, atMs)
        .after(0, 0)
        .reference(reference)
        .fingerprint(new byte[32])
        .reply("{}".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static PendingKey key(long playerId) {
    return new PendingKey(playerId, new UUID(playerId, 1));
  }

  private void awaitState(PendingKey key, String state) {
    await()
        .atMost(RepairedSystem.SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(state(key)).isEqualTo(state));
  }

  private String state(PendingKey key) {
    return system.postgres.text(
        "SELECT state || ' ' || version FROM pending WHERE player_id = " + key.playerId());
  }
}
