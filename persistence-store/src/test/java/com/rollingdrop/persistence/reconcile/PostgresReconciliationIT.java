package com.rollingdrop.persistence.reconcile;

import static com.rollingdrop.persistence.reconcile.MirroredPlayers.PLAYERS;
import static com.rollingdrop.persistence.reconcile.MirroredPlayers.WITHDRAWAL;
import static com.rollingdrop.persistence.reconcile.MirroredPlayers.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.GridNode;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.rollingdrop.persistence.postgres.Samples;
import com.rollingdrop.persistence.postgres.TestSettings;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.IgniteCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real grid node, its mirror, and a real Postgres. */
@SuppressWarnings("NullAway.Init") // set before each test
class PostgresReconciliationIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Looks: more than rows on their way need on a machine that has no time for them. */
  private static final int UNTIL_ALL_ARRIVED = 100;

  @TempDir private Path folder;
  private PostgresServer postgres;
  private Settings settings;
  private GridNode node;

  @BeforeEach
  void start() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
    settings = TestSettings.of(folder, postgres.port(), Map.of());
    node = GridNode.start(settings, folder);
    MirroredPlayers.fill(node);
    await().atMost(SOON).until(() -> node.waiting() == 0);
  }

  @AfterEach
  void stop() {
    node.close();
    postgres.close();
  }

  @Test
  void everyTableThatTheMirrorWroteIsEqual() {
    Report report = reconcile(false);

    assertThat(report.findings()).isEmpty();
    assertThat(report.isEqual()).isTrue();
    assertThat(report.compared()).hasSize(11).allMatch(one -> one.buckets() == 0);
    Compared wallets = table(report, "wallets");
    assertThat(wallets.rows()).isEqualTo(PLAYERS).isEqualTo(wallets.gridRows());
    assertThat(wallets.minor())
        .isEqualTo(wallets.gridMinor())
        .isEqualTo(BigInteger.valueOf(PLAYERS * (PLAYERS + 1L) / 2 + PLAYERS * 18L));
    assertThat(table(report, "revealed_seeds").minor()).isNull();
  }

  @Test
  void eachKindOfDifferenceIsFoundAndWhatCanBeMendedIs() {
    plant();

    Report found = reconcile(false);
    assertThat(found.findings())
        .extracting(finding -> finding.table() + " " + finding.key() + " " + finding.fault())
        .containsExactlyInAnyOrder(
            "wallets 3 MISSING",
            "wallets 4 OLDER",
            "wallets 5 DIFFERENT",
            "wallets 6 AHEAD",
            "items 9/" + item(8) + " OLDER",
            "items 10/" + item(10) + " UNREADABLE",
            "ledger 11/" + new UUID(11, 1) + " DIFFERENT",
            "ledger 12/" + new UUID(12, 1) + " DUPLICATE",
            "ledger 13/" + new UUID(13, 1) + " MISSING",
            "pending " + WITHDRAWAL + " EXTRA",
            "revealed_seeds 14/planted EXTRA",
            "logins bob DIFFERENT",
            "boxes nul REJECTED");
    assertThat(found.findingCount()).isEqualTo(13);
    assertThat(found.findings())
        .filteredOn(finding -> finding.fault() == Fault.REJECTED)
        .allMatch(finding -> finding.sentence().contains("refused: 22021"));

    Report mended = reconcile(true);
    assertThat(mended.mended()).hasSizeGreaterThanOrEqualTo(13);
    assertThat(mended.findings())
        .extracting(Finding::fault)
        .containsExactlyInAnyOrder(Fault.AHEAD, Fault.DUPLICATE, Fault.EXTRA, Fault.REJECTED);
    assertThat(mended.isEqual()).isFalse();
    assertThat(
            postgres.text(
                "SELECT state || version FROM pending WHERE player_id = " + WITHDRAWAL.playerId()))
        .isEqualTo("SETTLED2");

    removeWhatOnlyAPersonMay();
    Report after = reconcile(true);
    assertThat(after.findings()).isEmpty();
    assertThat(after.isEqual()).isTrue();
    assertThat(after.written()).isZero();
  }

  /** Rows are under way all the time, items change hands and withdrawals end. */
  @Test
  void whileCommandsAreWrittenNothingIsFound() throws Exception {
    Commands commands = new Commands(node);
    Thread writer = new Thread(commands, "commands");
    writer.start();
    try {
      long suspects = 0;
      // Until some were seen: a quick mirror has little under way.
      for (int i = 0; i < 5 || (suspects == 0 && i < 100); i++) {
        Report report = reconcile(i % 2 == 1, UNTIL_ALL_ARRIVED);
        assertThat(report.findings()).isEmpty();
        assertThat(report.mended()).isEmpty();
        assertThat(report.isEqual()).isTrue();
        suspects += report.compared().stream().mapToLong(Compared::suspects).sum();
      }
      assertThat(suspects).as("rows that were under way").isPositive();
    } finally {
      commands.stop();
      writer.join();
    }
    assertThat(commands.done()).isPositive();
  }

  /** Partitions move to a second node and back: each row is counted once all the same. */
  @Test
  void aNodeThatComesAndGoesMakesNoDifference() throws Exception {
    Settings.Grid first = settings.grid();
    Settings second =
        TestSettings.of(
            folder,
            postgres.port(),
            Map.of(
                "ROLLINGDROP_GRID_NODE_INDEX",
                "2",
                "ROLLINGDROP_GRID_DISCOVERY_PORT",
                Integer.toString(first.discoveryPort()),
                "ROLLINGDROP_GRID_COMMUNICATION_PORT",
                Integer.toString(first.communicationPort()),
                "ROLLINGDROP_GRID_CLIENT_PORT",
                Integer.toString(first.clientPort())));
    CompletableFuture<List<Report>> reports;
    try (GridNode other = GridNode.start(second, folder)) {
      IgniteCluster cluster = node.ignite().cluster();
      cluster.setBaselineTopology(cluster.topologyVersion());
      assertThat(reconcile(false, 2).isEqual()).as("while rows move").isTrue();
      await()
          .atMost(SOON)
          .until(
              () ->
                  MirrorTables.all().stream()
                      .map(table -> other.ignite().affinity(table.cache().id()))
                      .allMatch(
                          a ->
                              a.primaryPartitions(other.ignite().cluster().localNode()).length
                                  > 0));
      reports =
          CompletableFuture.supplyAsync(
              () -> List.of(reconcile(false, 2), reconcile(false, 2), reconcile(false, 2)));
    }
    assertThat(reports.get())
        .allMatch(Report::isEqual)
        .allMatch(report -> table(report, "ledger").gridRows() == PLAYERS * 2L + 1)
        .allMatch(report -> table(report, "boxes").gridRows() == 1);
  }

  @Test
  void anEmptyPostgresIsFilledFromTheGrid() {
    postgres.execute(
        "TRUNCATE wallets, items, ledger, pending, revealed_seeds, boxes, box_versions,"
            + " guarantee_counters, logins");

    Report report = reconcile(true, 2);

    assertThat(report.isEqual()).isTrue();
    assertThat(report.mended()).hasSize(Tally.KEPT_MAX);
    assertThat(report.written()).isEqualTo(PLAYERS * 5L + 7);
    assertThat(postgres.number("SELECT count(*) FROM ledger")).isEqualTo(PLAYERS * 2L + 1);
  }

  @Test
  void placesThatCanNotBeReachedAreNamed() {
    postgres.close();

    Report report =
        new Reconciliation(
                node.ignite(),
                settings,
                TestSettings.secrets(folder),
                InstantSource.system(),
                PostgresReconciliationIT::sleep)
            .run(
                new Options(Set.of(Place.POSTGRES, Place.KAFKA), Duration.ofMillis(10), 1, false),
                compared -> {});

    assertThat(report.failures()).containsOnlyKeys(Place.POSTGRES, Place.KAFKA);
    assertThat(report.isEqual()).isFalse();
  }

  private void plant() {
    postgres.execute("DELETE FROM wallets WHERE player_id = 3");
    Caches.wallets(node.ignite()).put(4L, Samples.wallet(44, 9));
    postgres.execute("UPDATE wallets SET held_minor = held_minor + 1 WHERE player_id = 5");
    postgres.execute("UPDATE wallets SET version = version + 5 WHERE player_id = 6");
    Caches.items(node.ignite()).remove(new ItemKey(8, item(8)));
    Caches.items(node.ignite()).put(new ItemKey(9, item(8)), Samples.item(3));
    postgres.execute("UPDATE items SET state = 'NOWHERE' WHERE player_id = 10");
    postgres.execute(
        "UPDATE ledger SET reply = reply || ' ' WHERE player_id = 11 AND sequence = 1");
    postgres.execute(
        "CREATE TEMP TABLE one AS SELECT * FROM ledger WHERE player_id = 12 AND sequence = 1;"
            + " UPDATE one SET created_at = created_at + interval '1 second';"
            + " INSERT INTO ledger SELECT * FROM one");
    postgres.execute("DELETE FROM ledger WHERE player_id = 13 AND sequence = 1");
    long farMs = Samples.TIME_MS + 100L * 86_400_000;
    node.tell(CacheName.PENDING, Map.of(WITHDRAWAL, Pending.withdrawal(400, false, 1_000, farMs)));
    postgres.execute(
        "INSERT INTO revealed_seeds SELECT 14, 'planted', server_seed, client_seed, last_nonce,"
            + " revealed_at FROM revealed_seeds LIMIT 1");
    postgres.execute("UPDATE logins SET password_hash = 'another' WHERE name = 'bob'");
    node.put(CacheName.BOXES, Map.of("nul", new Box(1, "\u0000", 1, "ab", Samples.TIME_MS)));
    await().atMost(SOON).until(() -> node.waiting() == 0);
  }

  private void removeWhatOnlyAPersonMay() {
    postgres.execute("UPDATE wallets SET version = version - 5 WHERE player_id = 6");
    postgres.execute("DELETE FROM revealed_seeds WHERE server_seed_hash = 'planted'");
    postgres.execute(
        "DELETE FROM ledger WHERE player_id = 12 AND sequence = 1 AND created_at ="
            + " (SELECT max(created_at) FROM ledger WHERE player_id = 12 AND sequence = 1)");
    Caches.boxes(node.ignite()).remove("nul");
  }

  private static Compared table(Report report, String name) {
    return report.compared().stream()
        .filter(one -> one.table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Report reconcile(boolean repair) {
    return reconcile(repair, 6);
  }

  private Report reconcile(boolean repair, int looks) {
    return new Reconciliation(
            node.ignite(),
            settings,
            TestSettings.secrets(folder),
            InstantSource.system(),
            PostgresReconciliationIT::sleep)
        .run(
            new Options(Set.of(Place.POSTGRES), Duration.ofMillis(300), looks, repair),
            compared -> {});
  }

  private static void sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
