package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.ChangedRow;
import com.rollingdrop.persistence.events.TestGrid;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.rollingdrop.persistence.postgres.Samples;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repair's questions to a real grid and a real Postgres, without the way there. */
@SuppressWarnings("NullAway.Init") // set before each test
class MirrorRepairIT {
  private static final UUID ID = new UUID(1, 1);

  @TempDir private Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private PostgresServer postgres;
  private HikariDataSource dataSource;
  private TestGrid grid;
  private GridRows gridRows;
  private MirrorRepair repair;

  @BeforeEach
  void start() throws Exception {
    postgres = new PostgresServer(directory.resolve("pg")).start();
    Settings settings =
        new TestSettings(directory)
            .with("POSTGRES_PORT", postgres.port())
            .with("POSTGRES_USER", "postgres")
            .with("POSTGRES_DATABASE", "postgres")
            .load();
    dataSource = PostgresDataSource.open(settings, RepairedSystem.secrets());
    grid = TestGrid.start(settings);
    gridRows = new GridRows(settings);
    repair =
        new MirrorRepair(
            new MirrorStore(dataSource, registry, InstantSource.system()),
            gridRows,
            new RepairProgress(registry, InstantSource.system()),
            3);
  }

  @AfterEach
  void stop() {
    gridRows.close();
    grid.close();
    dataSource.close();
    postgres.close();
  }

  @Test
  void aLedgerEntryThatIsToldAloneBringsTheRestOfItsTransaction() {
    Ignite ignite = grid.ignite();
    UUID item = new UUID(5, 5);
    LedgerKey key = new LedgerKey(1, ID);
    LedgerEntry opening =
        LedgerEntry.of(TransactionKind.BOX_OPENING, Account.PLAYER, Account.HOUSE, 100)
            .at(1, Samples.TIME_MS)
            .after(0, 0)
            .boxId("b")
            .itemsIn(List.of(item))
            .fingerprint(new byte[32])
            .reply("{}".getBytes(StandardCharsets.UTF_8))
            .build();
    Caches.ledger(ignite).put(key, opening);
    Caches.wallets(ignite).put(1L, Samples.wallet(20, 2));
    Caches.items(ignite).put(new ItemKey(1, item), Samples.item(1));
    Caches.guaranteeCounters(ignite).put(new BoxPlayerKey(1, "b"), Samples.guaranteeCounter());

    repair(ChangedRow.of(CacheName.LEDGER, key, Samples.TIME_MS));

    for (String table : List.of("ledger", "wallets", "items", "guarantee_counters")) {
      assertThat(postgres.number("SELECT count(*) FROM " + table)).as(table).isOne();
    }
    double repaired = repaired();
    repair(ChangedRow.of(CacheName.LEDGER, key, Samples.TIME_MS));
    assertThat(repaired()).isEqualTo(repaired).isEqualTo(4);
  }

  @Test
  void whatTheGridDoesNotHoldIsNotWrittenAndTheNodesMayStillWriteSuchKeys() {
    // Of types that the grid has never seen: whoever describes them first must do it right.
    repair(
        ChangedRow.of(CacheName.LEDGER, new LedgerKey(1, ID), Samples.TIME_MS),
        ChangedRow.of(CacheName.ITEMS, new ItemKey(1, ID), 1),
        ChangedRow.of(CacheName.PENDING, new PendingKey(1, ID), ChangedRow.GONE),
        ChangedRow.of(CacheName.REVEALED_SEEDS, new SeedKey(1, "h"), 0),
        ChangedRow.of(CacheName.GUARANTEE_COUNTERS, new BoxPlayerKey(1, "b"), 4),
        ChangedRow.of(CacheName.BOX_VERSIONS, new BoxVersionKey("b", 1), 0));
    assertThat(repaired()).isZero();

    Ignite ignite = grid.ignite();
    Caches.ledger(ignite).put(new LedgerKey(1, ID), Samples.entry(1, Samples.TIME_MS));
    Caches.items(ignite).put(new ItemKey(1, ID), Samples.item(1));
    Caches.pending(ignite).put(new PendingKey(1, ID), Samples.pending());
    Caches.revealedSeeds(ignite).put(new SeedKey(1, "h"), Samples.revealedSeed());
    Caches.guaranteeCounters(ignite).put(new BoxPlayerKey(1, "b"), Samples.guaranteeCounter());
    Caches.boxVersions(ignite).put(new BoxVersionKey("b", 1), Samples.boxVersion());
    repair(
        ChangedRow.of(CacheName.LEDGER, new LedgerKey(1, ID), Samples.TIME_MS),
        ChangedRow.of(CacheName.ITEMS, new ItemKey(1, ID), 1),
        ChangedRow.of(CacheName.PENDING, new PendingKey(1, ID), 1),
        ChangedRow.of(CacheName.REVEALED_SEEDS, new SeedKey(1, "h"), 0),
        ChangedRow.of(CacheName.GUARANTEE_COUNTERS, new BoxPlayerKey(1, "b"), 4),
        ChangedRow.of(CacheName.BOX_VERSIONS, new BoxVersionKey("b", 1), 0));
    assertThat(repaired()).isEqualTo(6);
  }

  private void repair(ChangedRow... rows) {
    for (ChangedRow row : rows) {
      repair.repair(Map.of(row.cache(), Map.of(row.key(), row)));
    }
  }

  private double repaired() {
    return registry.find("rollingdrop.repair.rows.repaired").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
