package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresMirrorIT {
  @TempDir private static Path folder;
  private static PostgresServer postgres;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private HikariDataSource dataSource;
  private PostgresMirror mirror;

  @BeforeAll
  static void startPostgres() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void emptyMirror() {
    postgres.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    Settings settings =
        TestSettings.of(folder, postgres.port(), Map.of("ROLLINGDROP_POSTGRES_POOL_MAX", "1"));
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    mirror = new PostgresMirror(dataSource, settings.mirror(), registry, InstantSource.system());
  }

  @AfterEach
  void closePool() {
    mirror.close();
    dataSource.close();
  }

  @Test
  void everyValueComesBackAsItWas() throws SQLException {
    assertComesBack(MirrorTables.WALLETS, 5L, Samples.wallet(Long.MAX_VALUE, 3));
    assertComesBack(
        MirrorTables.WALLETS, 5L, Samples.wallet(1, 4).withSafeguards(Samples.safeguards()));
    assertComesBack(MirrorTables.ITEMS, new ItemKey(5, new UUID(-1, 7)), Samples.item(2));
    assertComesBack(
        MirrorTables.LEDGER, new LedgerKey(5, new UUID(3, -4)), Samples.entry(1, Samples.TIME_MS));
    assertComesBack(MirrorTables.PENDING, new PendingKey(5, new UUID(6, -7)), Samples.pending());
    assertComesBack(
        MirrorTables.REVEALED_SEEDS, new SeedKey(5, "0f".repeat(32)), Samples.revealedSeed());
    assertComesBack(MirrorTables.BOXES, "box ☃", Samples.box(4));
    assertComesBack(MirrorTables.BOX_VERSIONS, new BoxVersionKey("b", 2), Samples.boxVersion());
    assertComesBack(
        MirrorTables.GUARANTEE_COUNTERS, new BoxPlayerKey(5, "b"), Samples.guaranteeCounter());
    assertComesBack(MirrorTables.LOGINS, "ann", Samples.login(Long.MAX_VALUE, 3));
  }

  @Test
  void aBoxVersionWithoutAStockAndAGuaranteeComesBackAsItWas() throws SQLException {
    assertComesBack(
        MirrorTables.BOX_VERSIONS,
        new BoxVersionKey("plain", 1),
        new BoxVersion("Plain", 0, 1, "", List.of(), Samples.TIME_MS));
  }

  @Test
  void timesOfAnyMillisecondComeBackInAnyTimeZone() {
    write(CacheName.WALLETS, 0L, Samples.wallet(1, 1));
    for (long ms : new long[] {0, 1, 999, -1, 1_793_404_799_999L, 4_102_444_800_123L}) {
      for (String zone : List.of("UTC", "Asia/Kathmandu", "America/St_Johns")) {
        assertThat(
                postgres.number(
                    "SELECT epoch_ms(from_epoch_ms(%d)) FROM (SELECT set_config('TimeZone', '%s', false)) AS z"
                        .formatted(ms, zone)))
            .isEqualTo(ms);
      }
    }
    assertThat(
            postgres.text(
                "SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM wallets"))
        .isEqualTo("2026-03-01 12:34:56.789000");
  }

  @Test
  void anOlderVersionNeverOverwritesANewerOne() {
    write(CacheName.WALLETS, 1L, Samples.wallet(20, 2));
    write(CacheName.WALLETS, 1L, Samples.wallet(10, 1));
    write(CacheName.BOXES, "b", Samples.box(3));
    write(CacheName.BOXES, "b", Samples.box(2));

    assertThat(postgres.number("SELECT available_minor FROM wallets")).isEqualTo(20);
    assertThat(postgres.number("SELECT version FROM boxes")).isEqualTo(3);

    write(CacheName.WALLETS, 1L, Samples.wallet(30, 3));
    assertThat(postgres.number("SELECT available_minor FROM wallets")).isEqualTo(30);
  }

  @Test
  void redeliveryChangesNothing() {
    for (int i = 0; i < 2; i++) {
      write(CacheName.WALLETS, 1L, Samples.wallet(20, 2));
      write(CacheName.ITEMS, new ItemKey(1, new UUID(1, 1)), Samples.item(1));
      write(
          CacheName.LEDGER, new LedgerKey(1, new UUID(2, 2)), Samples.entry(1, 1_767_225_600_000L));
      write(CacheName.REVEALED_SEEDS, new SeedKey(1, "h"), Samples.revealedSeed());
      write(CacheName.BOX_VERSIONS, new BoxVersionKey("b", 1), Samples.boxVersion());
    }

    for (String table : List.of("wallets", "items", "ledger", "revealed_seeds", "box_versions")) {
      assertThat(postgres.number("SELECT count(*) FROM " + table)).as(table).isOne();
      assertThat(postgres.text("SELECT ctid FROM " + table))
          .as("place of the first write")
          .isEqualTo("(0,1)");
    }
  }

  @Test
  void aBadRowIsSetAsideAndTheRestOfItsBatchArrives() {
    List<Row<Long, Wallet>> batch = new ArrayList<>();
    for (long player = 1; player <= 512; player++) {
      batch.add(
          new Row<>(player, Samples.wallet(player, 1, player == 77 ? "nul \u0000 seed" : "fine")));
    }

    mirror.write(CacheName.WALLETS, batch);

    assertThat(postgres.number("SELECT count(*) FROM wallets")).isEqualTo(511);
    assertThat(postgres.number("SELECT count(*) FROM wallets WHERE player_id = 77")).isZero();
    assertThat(postgres.text("SELECT cache || ' ' || key || ' ' || reason FROM mirror_rejects"))
        .startsWith("wallets 77 22021 ");
    assertThat(postgres.text("SELECT payload FROM mirror_rejects"))
        .contains("\"available_minor\":77", "nul \\u0000 seed")
        .doesNotContain("sealed");
    assertThat(count("rollingdrop.mirror.rows.rejected", "wallets")).isEqualTo(1);
    assertThat(count("rollingdrop.mirror.rows.written", "wallets")).isEqualTo(511);
  }

  @Test
  void aRowThatIsRefusedAgainIsOneRejectWithTwoAttempts() {
    write(CacheName.WALLETS, 1L, Samples.wallet(1, 1, "\u0000"));
    write(CacheName.WALLETS, 1L, Samples.wallet(1, 1, "half \uD83C"));

    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects")).isOne();
    assertThat(postgres.number("SELECT attempts FROM mirror_rejects")).isEqualTo(2);
    assertThat(postgres.text("SELECT reason FROM mirror_rejects")).contains("surrogate");
  }

  @Test
  void badKeysRepliesTimesAndSizesAreSetAsideToo() {
    write(CacheName.BOXES, "nul \u0000 box", Samples.box(1));
    write(CacheName.BOXES, incompressible(9_000), Samples.box(1));
    LedgerEntry noTime = Samples.entry(1, Long.MAX_VALUE);
    LedgerEntry noText =
        LedgerEntry.of(noTime.kind(), noTime.debitAccount(), noTime.creditAccount(), 1)
            .at(2, Samples.TIME_MS)
            .reply(new byte[] {-1})
            .build();
    mirror.write(
        CacheName.LEDGER,
        List.of(
            new Row<>(new LedgerKey(1, new UUID(0, 1)), noTime),
            new Row<>(new LedgerKey(1, new UUID(0, 2)), noText),
            new Row<>(new LedgerKey(1, new UUID(0, 3)), Samples.entry(3, Samples.TIME_MS))));

    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects WHERE cache = 'boxes'"))
        .isEqualTo(2);
    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects WHERE cache = 'ledger'"))
        .isEqualTo(2);
    assertThat(postgres.number("SELECT sequence FROM ledger")).isEqualTo(3);
  }

  @Test
  void aMonthBoundaryCreatesTwoPartitions() {
    long boundaryMs = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

    mirror.write(
        CacheName.LEDGER,
        List.of(
            new Row<>(new LedgerKey(1, new UUID(0, 1)), Samples.entry(1, boundaryMs - 1)),
            new Row<>(new LedgerKey(1, new UUID(0, 2)), Samples.entry(2, boundaryMs))));

    assertThat(postgres.number("SELECT sequence FROM ledger_2026_11")).isEqualTo(1);
    assertThat(postgres.number("SELECT sequence FROM ledger_2026_12")).isEqualTo(2);
  }

  @Test
  void aPartitionThatSomebodyDroppedIsMadeAgain() {
    write(CacheName.LEDGER, new LedgerKey(1, new UUID(0, 1)), Samples.entry(1, Samples.TIME_MS));
    postgres.execute("DROP TABLE ledger_2026_03");
    write(CacheName.LEDGER, new LedgerKey(1, new UUID(0, 2)), Samples.entry(2, Samples.TIME_MS));

    assertThat(postgres.number("SELECT sequence FROM ledger_2026_03")).isEqualTo(2);
    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects")).isZero();
  }

  @Test
  void severalNodesMayStartAndMeetANewMonthAtOnce() throws Exception {
    int nodes = 4;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    List<HikariDataSource> pools = new ArrayList<>();
    List<Future<?>> writes = new ArrayList<>();
    Settings settings = TestSettings.of(folder, postgres.port(), Map.of());
    for (int node = 0; node < nodes; node++) {
      HikariDataSource pool = PostgresDataSource.open(settings, TestSettings.secrets(folder));
      pools.add(pool);
      PostgresMirror ofNode =
          new PostgresMirror(
              pool, settings.mirror(), new SimpleMeterRegistry(), InstantSource.system());
      int id = node;
      writes.add(
          threads.submit(
              () -> {
                List<Row<LedgerKey, LedgerEntry>> rows = new ArrayList<>();
                for (int month = 0; month < 24; month++) {
                  rows.add(
                      new Row<>(
                          new LedgerKey(id, new UUID(id, month)),
                          Samples.entry(month + 1, Samples.TIME_MS + month * 30L * 86_400_000)));
                }
                ofNode.write(CacheName.LEDGER, rows);
              }));
    }
    for (Future<?> write : writes) {
      write.get();
    }
    threads.shutdown();
    pools.forEach(HikariDataSource::close);

    assertThat(postgres.number("SELECT count(*) FROM ledger")).isEqualTo(nodes * 24L);
    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects")).isZero();
  }

  @Test
  void anItemThatMovedStaysWithItsNewOwnerWhateverComesFirst() {
    UUID item = new UUID(4, 2);
    write(CacheName.ITEMS, new ItemKey(2, item), Samples.item(2));
    write(CacheName.ITEMS, new ItemKey(1, item), Samples.item(1));

    assertThat(postgres.number("SELECT player_id FROM items")).isEqualTo(2);
  }

  @Test
  void whatIsNoLongerPendingStaysInTheMirrorAndIsNotLoadedAgain() throws SQLException {
    PendingKey key = new PendingKey(5, new UUID(6, 7));
    write(CacheName.PENDING, key, Samples.pending());
    write(CacheName.PENDING, key, Samples.pending().ended(PendingState.SETTLED));

    assertThat(postgres.text("SELECT state FROM pending")).isEqualTo("SETTLED");
    assertThat(
            postgres.number("SELECT count(*) FROM (" + MirrorTables.PENDING.selectSql() + ") AS s"))
        .isZero();
  }

  @Test
  void aFaultThatIsNotTheRowsIsThrownSoThatTheBatchIsKept() {
    write(CacheName.WALLETS, 1L, Samples.wallet(1, 1));
    postgres.execute("ALTER TABLE wallets RENAME TO elsewhere");

    assertThatExceptionOfType(MirrorUnavailableException.class)
        .isThrownBy(() -> write(CacheName.WALLETS, 2L, Samples.wallet(1, 1)))
        .withMessageContaining("wallets");
    assertThat(count("rollingdrop.mirror.failures", "wallets")).isEqualTo(1);
    assertThat(postgres.number("SELECT count(*) FROM mirror_rejects")).isZero();
  }

  private <K, V> void write(CacheName cache, K key, V value) {
    mirror.write(cache, List.of(new Row<>(key, value)));
  }

  private <K, V> void assertComesBack(MirrorTable<K, V> table, K key, V value) throws SQLException {
    write(table.cache(), key, value);
    Map<K, V> read = new HashMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(table.selectSql())) {
      while (rows.next()) {
        Map.Entry<K, V> entry = table.read(rows);
        read.put(entry.getKey(), entry.getValue());
      }
    }
    assertThat(read).containsOnlyKeys(key);
    assertThat(read.get(key)).usingRecursiveComparison().isEqualTo(value);
  }

  // Postgres compresses what repeats itself before it measures an index entry.
  private static String incompressible(int length) {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(length, 33, 10_000).forEach(text::appendCodePoint);
    return text.toString();
  }

  private double count(String name, String cache) {
    return registry.get(name).tag("cache", cache).counter().count();
  }
}
