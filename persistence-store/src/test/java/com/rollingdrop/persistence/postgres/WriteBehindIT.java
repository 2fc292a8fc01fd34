package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.transactions.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private PostgresServer postgres;

  @BeforeEach
  void startPostgres() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
  }

  @AfterEach
  void stopPostgres() {
    postgres.close();
  }

  @Test
  void rowsOfEveryCacheArrive() {
    try (GridNode node = GridNode.start(settings(Map.of()), folder)) {
      Ignite ignite = node.ignite();
      try (Transaction transaction = ignite.transactions().txStart()) {
        Caches.wallets(ignite).put(1L, Samples.wallet(20, 2));
        Caches.items(ignite).put(new ItemKey(1, new UUID(1, 1)), Samples.item(1));
        Caches.ledger(ignite)
            .put(new LedgerKey(1, new UUID(2, 2)), Samples.entry(1, Samples.TIME_MS));
        Caches.revealedSeeds(ignite).put(new SeedKey(1, "h"), Samples.revealedSeed());
        Caches.boxes(ignite).put("b", Samples.box(1));
        Caches.boxVersions(ignite).put(new BoxVersionKey("b", 1), Samples.boxVersion());
        transaction.commit();
      }
      for (MirrorTable<?, ?> table : MirrorTables.all()) {
        awaitRows(table.cache().id(), 1);
      }

      Caches.items(ignite).remove(new ItemKey(1, new UUID(1, 1)));
      awaitRows("items", 0);
    }
  }

  @Test
  void aBadRowIsSetAsideAndTheRowsBehindItArrive() {
    try (GridNode node = GridNode.start(settings(Map.of()), folder)) {
      Map<Long, Wallet> wallets = new TreeMap<>();
      for (long player = 1; player <= 1_000; player++) {
        wallets.put(player, Samples.wallet(player, 1, player == 500 ? "\u0000" : "fine"));
      }
      Caches.wallets(node.ignite()).putAll(wallets);

      awaitRows("wallets", 999);
      awaitRows("mirror_rejects", 1);
      Caches.wallets(node.ignite()).put(1_001L, Samples.wallet(1, 1));
      awaitRows("wallets", 1_000);
      await().atMost(SOON).until(() -> gauge(node, "rows") == 0);
    }
  }

  @Test
  void whatIsWrittenBeforeTheMirrorIsAttachedArrivesAfterwards() {
    try (GridNode node = GridNode.unattached(settings(Map.of()), folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(20, 2));
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      node.attach();

      awaitRows("wallets", 1);
    }
  }

  @Test
  void aStoppingNodeWritesWhatItsBuffersHold() {
    Settings settings = settings(Map.of("ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "3000"));
    try (GridNode node = GridNode.start(settings, folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(20, 2));
    }

    awaitRows("wallets", 1);
  }

  @Test
  void aNodeStartsWithoutPostgresAndItsRowsArriveWhenPostgresDoes() {
    postgres.close();
    try (GridNode node = GridNode.start(settings(Map.of()), folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(20, 2));
      await().atMost(SOON).until(() -> gauge(node, "retrying") > 0);
      postgres.start();

      awaitRows("wallets", 1);
    }
  }

  @Test
  void rowsOfAnOutageArriveByThemselves() {
    try (GridNode node = GridNode.start(settings(Map.of()), folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(1, 1));
      awaitRows("wallets", 1);
      postgres.close();

      for (long i = 1; i <= 2_000; i++) {
        Caches.wallets(node.ignite()).put(i, Samples.wallet(i, 2));
        Caches.ledger(node.ignite())
            .put(new LedgerKey(i, new UUID(i, i)), Samples.entry(i, Samples.TIME_MS + i));
      }
      await().atMost(SOON).until(() -> gauge(node, "retrying") > 0);
      postgres.start();

      awaitRows("wallets", 2_000);
      awaitRows("ledger", 2_000);
      assertThat(postgres.number("SELECT sum(available_minor) FROM wallets")).isEqualTo(2_001_000);
      await().atMost(SOON).until(() -> gauge(node, "rows") == 0);
    }
  }

  @Test
  void anOverfullBufferDoesNotHoldUpAPlayerWhilePostgresIsDown() {
    Settings settings =
        settings(
            Map.of("ROLLINGDROP_MIRROR_FLUSH_SIZE", "64", "ROLLINGDROP_MIRROR_BATCH_MAX", "16"));
    try (GridNode node = GridNode.start(settings, folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(1, 1));
      awaitRows("wallets", 1);
      postgres.close();

      long longestNs = 0;
      for (long i = 2; i <= 1_000; i++) {
        long startNs = System.nanoTime();
        Caches.wallets(node.ignite()).put(i, Samples.wallet(i, 1));
        longestNs = Math.max(longestNs, System.nanoTime() - startNs);
      }

      assertThat(counter(node, "overflows")).isPositive();
      // One player may be the one who finds Postgres gone; nobody waits for a connection's time
      // limit.
      assertThat(TimeUnit.NANOSECONDS.toMillis(longestNs)).isLessThan(1_000);
    }
  }

  @Test
  void twoNodesInOneProcessEachWriteThroughTheirOwnMirror() {
    Settings first = settings(Map.of());
    Map<String, String> second =
        Map.of(
            "ROLLINGDROP_GRID_NODE_INDEX",
            "2",
            "ROLLINGDROP_GRID_DISCOVERY_PORT",
            Integer.toString(first.grid().discoveryPort()),
            "ROLLINGDROP_GRID_COMMUNICATION_PORT",
            Integer.toString(first.grid().communicationPort()),
            "ROLLINGDROP_GRID_CLIENT_PORT",
            Integer.toString(first.grid().clientPort()));
    try (GridNode one = GridNode.start(first, folder);
        GridNode two = GridNode.start(settings(second), folder)) {
      one.ignite().cluster().setBaselineTopology(one.ignite().cluster().topologyVersion());
      await()
          .atMost(SOON)
          .until(
              () ->
                  two.ignite()
                          .affinity("wallets")
                          .primaryPartitions(two.ignite().cluster().localNode())
                          .length
                      > 0);
      for (long i = 1; i <= 200; i++) {
        Caches.wallets(one.ignite()).put(i, Samples.wallet(i, 1));
      }

      awaitRows("wallets", 200);
      double byOne = written(one);
      double byTwo = written(two);
      assertThat(byOne).isPositive();
      assertThat(byTwo).isPositive();
      assertThat(byOne + byTwo).isEqualTo(200);
    }
  }

  private Settings settings(Map<String, String> more) {
    return TestSettings.of(folder, postgres.port(), more);
  }

  private void awaitRows(String table, long rows) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(postgres.number("SELECT count(*) FROM " + table)).isEqualTo(rows));
  }

  private static double gauge(GridNode node, String what) {
    return node.registry()
        .get("rollingdrop.mirror.buffer." + what)
        .tag("cache", "wallets")
        .gauge()
        .value();
  }

  private static double counter(GridNode node, String what) {
    return node.registry()
        .get("rollingdrop.mirror.buffer." + what)
        .tag("cache", "wallets")
        .functionCounter()
        .count();
  }

  private static double written(GridNode node) {
    return node.registry()
        .get("rollingdrop.mirror.rows.written")
        .tag("cache", "wallets")
        .counter()
        .count();
  }
}
