package com.rollingdrop.persistence.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.GridNode;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.rollingdrop.persistence.postgres.Samples;
import com.rollingdrop.persistence.postgres.TestSettings;
import com.rollingdrop.persistence.retention.LedgerMonth;
import com.rollingdrop.persistence.retention.LedgerMonth.Standing;
import com.rollingdrop.persistence.retention.LedgerMonths;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real grid whose ledgers are closed up to their second entry, and a Postgres that has it all.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class ClosedLedgerIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int PLAYERS = 50;
  private static final int ENTRIES = 4;
  private static final int CLOSED = 2;

  @TempDir private static Path folder;
  private static PostgresServer postgres;
  private static Settings settings;
  private static GridNode node;
  private static HikariDataSource dataSource;
  private static MirroredLedger ledger;

  @BeforeAll
  static void start() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
    settings = TestSettings.of(folder, postgres.port(), Map.of());
    node = GridNode.start(settings, folder);
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    ledger =
        new MirroredLedger(
            new MirrorStore(dataSource, new SimpleMeterRegistry(), InstantSource.system()));
  }

  @AfterAll
  static void stop() {
    node.close();
    dataSource.close();
    postgres.close();
  }

  /** One entry a month from March on; those of March and April have left the grid. */
  @BeforeEach
  void closeLedgers() {
    for (CacheName cache : List.of(CacheName.LEDGER, CacheName.LEDGER_STARTS)) {
      node.ignite().cache(cache.id()).removeAll();
    }
    Map<LedgerKey, LedgerEntry> all = new HashMap<>();
    for (long player = 1; player <= PLAYERS; player++) {
      for (int i = 1; i <= ENTRIES; i++) {
        all.put(key(player, i), entry(player, i));
      }
    }
    node.tell(CacheName.LEDGER, all);
    settled();
    postgres.execute("TRUNCATE ledger, ledger_starts, ledger_months_gone");
    postgres.execute("DROP SCHEMA IF EXISTS archive CASCADE");
    node.tell(CacheName.LEDGER, all);
    settled();
    Map<LedgerKey, LedgerEntry> open = new HashMap<>(all);
    Map<Long, LedgerStart> starts = new HashMap<>();
    for (long player = 1; player <= PLAYERS; player++) {
      Map<LedgerKey, LedgerEntry> gone = new HashMap<>();
      for (int i = 1; i <= CLOSED; i++) {
        gone.put(key(player, i), Objects.requireNonNull(open.remove(key(player, i))));
      }
      long amountMinor = gone.values().stream().mapToLong(LedgerEntry::amountMinor).sum();
      starts.put(
          player,
          LedgerStart.of(CLOSED, new byte[32])
              .between(Samples.TIME_MS, entry(player, CLOSED).createdAtMs())
              .account(Account.CASH_IN, amountMinor, 0)
              .rowsDigest(ledger.digest(gone).orElseThrow())
              .build());
    }
    open.forEach((key, entry) -> Caches.ledger(node.ignite()).put(key, entry));
    node.put(CacheName.LEDGER_STARTS, starts);
    settled();
  }

  @Test
  void postgresHasMoreByExactlyWhatLeftTheGrid() {
    Report report = reconcile();

    assertThat(report.findings()).isEmpty();
    assertThat(report.failures()).isEmpty();
    assertThat(table(report, "ledger").rows()).isEqualTo(PLAYERS * (ENTRIES - CLOSED));
    Compared closed = table(report, ClosedLedgers.TABLE);
    assertThat(closed.rows()).isEqualTo(PLAYERS * CLOSED).isEqualTo(closed.gridRows());
    assertThat(closed.minor()).isEqualTo(closed.gridMinor());
    assertThat(closed.buckets()).isZero();
  }

  @Test
  void aClosedRowThatIsGoneOrChangedIsFound() {
    postgres.execute("DELETE FROM ledger WHERE player_id = 7 AND sequence = 1");
    postgres.execute("UPDATE ledger SET reply = '{}' WHERE player_id = 8 AND sequence = 2");
    postgres.execute("UPDATE ledger SET reply = '{}' WHERE player_id = 9 AND sequence = 3");

    assertThat(reconcile().findings())
        .extracting(finding -> finding.table() + " " + finding.key() + " " + finding.fault())
        .containsExactlyInAnyOrder(
            "ledger, closed 7 MISSING",
            "ledger, closed 8 DIFFERENT",
            "ledger " + key(9, 3) + " DIFFERENT");
  }

  /** The start was lost on its way to Postgres. */
  @Test
  void aStartThatPostgresLacksIsFoundAndMended() {
    postgres.execute("DELETE FROM ledger_starts WHERE player_id = 5");

    assertThat(reconcile().findings())
        .extracting(finding -> finding.table() + " " + finding.key() + " " + finding.fault())
        .containsExactlyInAnyOrder(
            "ledger_starts 5 MISSING",
            "ledger " + key(5, 1) + " EXTRA",
            "ledger " + key(5, 2) + " EXTRA");
    Report mended = reconcile(true);
    assertThat(mended.findings()).isEmpty();
    assertThat(mended.written()).isEqualTo(1);
  }

  @Test
  void onlyRowsThatAreThereOnceAndTheSameAreProven() {
    Map<LedgerKey, LedgerEntry> two = Map.of(key(1, 1), entry(1, 1), key(1, 2), entry(1, 2));
    assertThat(ledger.digest(two)).isPresent();

    assertThat(ledger.digest(Map.of(key(1, 1), entry(1, 2)))).isEmpty();
    assertThat(ledger.digest(Map.of(key(1, 9), entry(1, 9)))).isEmpty();
    postgres.execute("DELETE FROM ledger WHERE player_id = 1 AND sequence = 2");
    assertThat(ledger.digest(two)).isEmpty();
    postgres.execute(
        "INSERT INTO ledger SELECT player_id, transaction_id, sequence, kind, debit_account,"
            + " credit_account, amount_minor, balance_after_minor, created_at + interval '1 s',"
            + " box_id, fingerprint, reply FROM ledger WHERE player_id = 1 AND sequence = 1");
    assertThat(ledger.digest(Map.of(key(1, 1), entry(1, 1)))).isEmpty();
  }

  @Test
  void monthsThatAreClosedLeaveByTheRuleAndAreStillAccountedFor() throws Exception {
    LedgerMonths months = months("2", "ARCHIVE");

    assertThat(months.look())
        .extracting(month -> month.month() + " " + month.standing())
        .containsExactly("2026-03 DUE", "2026-04 DUE", "2026-05 HELD", "2026-06 KEPT");
    for (LedgerMonth month : months.look()) {
      assertThat(months.letGo(month)).isEqualTo(month.standing() == Standing.DUE);
    }
    assertThat(months.look()).hasSize(2).noneMatch(month -> month.standing() == Standing.DUE);
    assertThat(postgres.number("SELECT count(*) FROM archive.ledger_2026_03")).isEqualTo(PLAYERS);
    assertThat(postgres.number("SELECT count(*) FROM ledger"))
        .isEqualTo(PLAYERS * (ENTRIES - CLOSED));
    assertThat(postgres.number("SELECT sum(rows) FROM ledger_months_gone"))
        .isEqualTo(PLAYERS * CLOSED);
    assertThat(reconcile().findings()).isEmpty();

    postgres.execute("UPDATE ledger_months_gone SET rows = rows - 1 WHERE month = '2026-03-01'");
    assertThat(reconcile().findings())
        .extracting(finding -> finding.table() + " " + finding.fault())
        .containsExactly("ledger, closed MISSING");
  }

  @Test
  void monthsAreDroppedOnlyWhenThatIsAskedForAndNoneWithoutARule() throws Exception {
    assertThat(months("0", "DROP").look())
        .hasSize(4)
        .allMatch(month -> month.standing() == Standing.KEPT);
    LedgerMonths months = months("2", "DROP");
    assertThat(months.letGo(months.look().get(0))).isTrue();

    assertThat(postgres.text("SELECT to_regclass('ledger_2026_03')")).isEqualTo("null");
    assertThat(postgres.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'archive'"))
        .isZero();
    assertThat(reconcile().findings()).isEmpty();
  }

  /** The rule in August 2026. */
  private static LedgerMonths months(String months, String old) {
    Settings rule =
        TestSettings.of(
            folder,
            postgres.port(),
            Map.of(
                "ROLLINGDROP_RETENTION_POSTGRES_MONTHS",
                months,
                "ROLLINGDROP_RETENTION_POSTGRES_OLD_MONTHS",
                old,
                "ROLLINGDROP_RETENTION_LEDGER_DAYS",
                "35"));
    return new LedgerMonths(
        dataSource, rule.retention(), InstantSource.fixed(Instant.parse("2026-08-15T00:00:00Z")));
  }

  private static LedgerKey key(long player, int i) {
    return new LedgerKey(player, new UUID(player, i));
  }

  private static LedgerEntry entry(long player, int i) {
    return Samples.entry(i, Samples.TIME_MS + (i - 1) * TimeUnit.DAYS.toMillis(31) + player);
  }

  private static void settled() {
    await().atMost(SOON).until(() -> node.waiting() == 0);
  }

  private static Report reconcile() {
    return reconcile(false);
  }

  private static Report reconcile(boolean repair) {
    return new Reconciliation(
            node.ignite(), settings, TestSettings.secrets(folder), InstantSource.system(), ms -> {})
        .run(new Options(Set.of(Place.POSTGRES), Duration.ZERO, 2, repair), compared -> {});
  }

  private static Compared table(Report report, String name) {
    return report.compared().stream()
        .filter(one -> one.table().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
