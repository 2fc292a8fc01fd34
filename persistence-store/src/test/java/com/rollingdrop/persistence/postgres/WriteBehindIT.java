package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // each test opens its mirror
class WriteBehindIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private PostgresServer postgres;
  private HikariDataSource dataSource;
  private PostgresMirror mirror;

  @BeforeEach
  void startPostgres() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
  }

  @AfterEach
  void stopPostgres() {
    mirror.close();
    dataSource.close();
    postgres.close();
  }

  @Test
  void rowsOfEveryTableArrive() {
    open(Map.of());
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));
    mirror.committed(CacheName.ITEMS, Map.of(new ItemKey(1, new UUID(1, 1)), Samples.item(1)));
    mirror.committed(
        CacheName.LEDGER,
        Map.of(new LedgerKey(1, new UUID(2, 2)), Samples.entry(1, Samples.TIME_MS)));
    mirror.committed(
        CacheName.PENDING, Map.of(new PendingKey(1, new UUID(2, 2)), Samples.pending()));
    mirror.committed(CacheName.REVEALED_SEEDS, Map.of(new SeedKey(1, "h"), Samples.revealedSeed()));
    mirror.committed(CacheName.BOXES, Map.of("b", Samples.box(1)));
    mirror.committed(
        CacheName.BOX_VERSIONS, Map.of(new BoxVersionKey("b", 1), Samples.boxVersion()));
    mirror.committed(
        CacheName.GUARANTEE_COUNTERS, Map.of(new BoxPlayerKey(1, "b"), Samples.guaranteeCounter()));
    mirror.committed(CacheName.LEDGER_STARTS, Map.of(1L, Samples.start(1, 0)));
    mirror.committed(CacheName.LOGINS, Map.of("ann", Samples.login(1, 1)));

    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      awaitRows(table.cache().id(), 1);
    }
    await().atMost(SOON).until(() -> mirror.waiting() == 0);
  }

  @Test
  void theNewestOfManyChangesArrivesInWhateverOrderTheyCame() {
    open(Map.of("ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "500"));
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(10, 1)));
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(30, 3)));
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));

    awaitRows("wallets", 1);
    assertThat(postgres.number("SELECT available_minor FROM wallets")).isEqualTo(30);
    assertThat(count("rows.written")).isEqualTo(1);
  }

  @Test
  void aBadRowIsSetAsideAndTheRowsBehindItArrive() {
    open(Map.of());
    Map<Long, Wallet> wallets = new TreeMap<>();
    for (long player = 1; player <= 1_000; player++) {
      wallets.put(player, Samples.wallet(player, 1, player == 500 ? "\u0000" : "fine"));
    }
    mirror.committed(CacheName.WALLETS, wallets);

    awaitRows("wallets", 999);
    awaitRows("mirror_rejects", 1);
    mirror.committed(CacheName.WALLETS, Map.of(1_001L, Samples.wallet(1, 1)));
    awaitRows("wallets", 1_000);
    await().atMost(SOON).until(() -> mirror.waiting() == 0);
  }

  @Test
  void aMirrorThatClosesWritesWhatItHolds() {
    open(Map.of("ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "60000"));
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));
    mirror.close();

    assertThat(postgres.number("SELECT count(*) FROM wallets")).isOne();
  }

  @Test
  void aMirrorThatClosesWithoutPostgresGivesUpAndDoesNotHang() {
    postgres.close();
    open(Map.of());
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));
    mirror.committed(CacheName.BOXES, Map.of("b", Samples.box(1)));
    mirror.close();

    assertThat(mirror.waiting()).isEqualTo(2);
  }

  @Test
  void rowsFromBeforePostgresCameArriveByThemselves() {
    postgres.close();
    open(Map.of());
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));
    await().atMost(SOON).until(() -> gauge("retrying") > 0);
    postgres.start();

    awaitRows("wallets", 1);
  }

  @Test
  void rowsOfAnOutageArriveByThemselves() {
    open(Map.of());
    mirror.committed(CacheName.WALLETS, Map.of(1L, Samples.wallet(1, 1)));
    awaitRows("wallets", 1);
    postgres.close();

    for (long i = 1; i <= 2_000; i++) {
      mirror.committed(CacheName.WALLETS, Map.of(i, Samples.wallet(i, 2)));
      mirror.committed(
          CacheName.LEDGER,
          Map.of(new LedgerKey(i, new UUID(i, i)), Samples.entry(i, Samples.TIME_MS + i)));
    }
    await().atMost(SOON).until(() -> gauge("retrying") > 0);
    postgres.start();

    awaitRows("wallets", 2_000);
    awaitRows("ledger", 2_000);
    assertThat(postgres.number("SELECT sum(available_minor) FROM wallets")).isEqualTo(2_001_000);
    await().atMost(SOON).until(() -> mirror.waiting() == 0);
  }

  @Test
  void aFullBufferLeavesRowsOutCountsThemAndHoldsUpNobody() {
    postgres.close();
    open(Map.of("ROLLINGDROP_MIRROR_BUFFER_MAX", "64", "ROLLINGDROP_MIRROR_BATCH_MAX", "16"));
    for (long i = 1; i <= 1_000; i++) {
      mirror.committed(CacheName.WALLETS, Map.of(i, Samples.wallet(i, 1)));
    }

    // The buffer, and at most one batch that is under way.
    assertThat(mirror.waiting()).isBetween(64L, 80L);
    assertThat(count("rows.dropped") + mirror.waiting()).isEqualTo(1_000);
    postgres.start();
    awaitRows("wallets", mirror.waiting());
  }

  private void open(Map<String, String> more) {
    Settings settings = TestSettings.of(folder, postgres.port(), more);
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    mirror = new PostgresMirror(dataSource, settings.mirror(), registry, InstantSource.system());
  }

  private void awaitRows(String table, long rows) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(postgres.number("SELECT count(*) FROM " + table)).isEqualTo(rows));
  }

  private double gauge(String what) {
    return registry
        .get("rollingdrop.mirror.buffer." + what)
        .tag("cache", "wallets")
        .gauge()
        .value();
  }

  private double count(String what) {
    return registry.get("rollingdrop.mirror." + what).tag("cache", "wallets").counter().count();
  }
}
