package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the WAL says against what the grid holds. */
@SuppressWarnings("NullAway.Init") // set before each test
class GridLedgerIT {
  private static final long LONG_AGO_MS = 1_000;

  @TempDir private Path directory;
  private TestGrid grid;
  private GridLedger ledger;
  private final StopSignal stop = new StopSignal();
  private final CdcProgress progress =
      new CdcProgress(new SimpleMeterRegistry(), Clock.systemUTC());

  @BeforeEach
  void start() throws Exception {
    Settings settings = new TestSettings(directory).load();
    grid = TestGrid.start(settings);
    ledger = new GridLedger(settings, Clock.systemUTC(), progress, stop);
  }

  @AfterEach
  void stop() {
    ledger.close();
    grid.close();
  }

  @Test
  void keepsWhatIsHeldAndLeavesOutWhatWasRolledBackOrDecidedAnew() {
    CommittedLedger.Change held = change(1, 1, LONG_AGO_MS);
    CommittedLedger.Change rolledBack = change(2, 1, LONG_AGO_MS);
    CommittedLedger.Change firstTry = change(3, 1, LONG_AGO_MS);
    commit(held);
    commit(change(3, 2, LONG_AGO_MS + 5));

    assertThat(ledger.committed(List.of(held, rolledBack, firstTry))).containsExactly(held);
    assertThat(progress.statusJson("")).contains("\"rolledBack\":2");
  }

  @Test
  void waitsForATransactionThatMayStillBeOnItsWay() throws Exception {
    CommittedLedger.Change young = change(4, 1, System.currentTimeMillis());
    CompletableFuture<List<CommittedLedger.Change>> asked =
        CompletableFuture.supplyAsync(() -> ledger.committed(List.of(young)));
    Thread.sleep(500);
    assertThat(asked).isNotDone();

    commit(young);

    assertThat(asked.get()).containsExactly(young);
  }

  @Test
  void aStopEndsTheWaitForAGridThatDoesNotAnswer() {
    CommittedLedger.Change any = change(5, 1, LONG_AGO_MS);
    grid.close();
    stop.request();

    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> ledger.committed(List.of(any)));
  }

  private void commit(CommittedLedger.Change change) {
    Caches.ledger(grid.ignite()).put(change.key().deserialize(), change.entry());
  }

  private CommittedLedger.Change change(long player, long sequence, long createdAtMs) {
    Ignite ignite = grid.ignite();
    BinaryObject key = ignite.binary().toBinary(new LedgerKey(player, new UUID(0, player)));
    return new CommittedLedger.Change(
        key,
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 100)
            .at(sequence, createdAtMs)
            .after(100, 0)
            .reply(new byte[] {'{', '}'})
            .build());
  }
}
