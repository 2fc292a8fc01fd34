package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.persistence.clickhouse.SinksProcess;
import com.rollingdrop.persistence.events.ChildJvm;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.TopicReader;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import com.rollingdrop.persistence.postgres.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror that lacks rows, and what becomes of them. */
@SuppressWarnings("NullAway.Init") // set before each test
class RepairIT {
  private static final int PLAYERS = 300;

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
  void rowsThatAFullBufferLeftOutAreMissingWithoutTheRepairAndThereWithIt() throws Exception {
    system.postgres.close();
    try (PostgresMirror mirror = system.mirror()) {
      for (long player = 1; player <= PLAYERS; player++) {
        commitPlayer(player, 1);
        mirror.committed(CacheName.WALLETS, wallets(player, 1));
        mirror.committed(CacheName.ITEMS, items(player, 1));
        mirror.committed(CacheName.LEDGER, entries(player));
      }
      system.postgres.start();
      await().atMost(RepairedSystem.SOON).until(() -> mirror.waiting() == 0);
    }
    awaitTold(PLAYERS);

    try (SinksProcess without = sinks(false)) {
      assertThat(without).isNotNull();
      assertThat(system.count("mirror.rows.dropped", CacheName.LEDGER)).isPositive();
      assertThat(system.postgres.number("SELECT count(*) FROM ledger")).isLessThan(PLAYERS);
    }
    try (SinksProcess with = sinks(true)) {
      assertThat(with).isNotNull();
      awaitComplete(1);
    }
  }

  @Test
  void commitsOfWhichNobodyToldTheMirrorArriveInEveryTable() {
    UUID transaction = new UUID(2, 2);
    system.commit(CacheName.WALLETS, Map.of(1L, Samples.wallet(20, 2)));
    system.commit(CacheName.ITEMS, Map.of(new ItemKey(1, new UUID(1, 1)), Samples.item(1)));
    system.commit(
        CacheName.LEDGER, Map.of(new LedgerKey(1, transaction), Samples.entry(1, Samples.TIME_MS)));
    system.commit(CacheName.PENDING, Map.of(new PendingKey(1, transaction), Samples.pending()));
    system.commit(CacheName.REVEALED_SEEDS, Map.of(new SeedKey(1, "h"), Samples.revealedSeed()));
    system.commit(CacheName.BOXES, Map.of("b ☃", Samples.box(1)));
    system.commit(CacheName.BOX_VERSIONS, Map.of(new BoxVersionKey("b", 1), Samples.boxVersion()));
    system.commit(
        CacheName.GUARANTEE_COUNTERS, Map.of(new BoxPlayerKey(1, "b"), Samples.guaranteeCounter()));
    system.commit(CacheName.LEDGER_STARTS, Map.of(1L, Samples.start(1, 0)));
    system.commit(CacheName.LOGINS, Map.of("ann", Samples.login(1, 1)));

    try (Repair repair = system.repair()) {
      for (MirrorTable<?, ?> table : MirrorTables.all()) {
        system.awaitRows(table.cache().id(), 1);
      }
      await().atMost(RepairedSystem.SOON).until(repair::isUp);
      assertThat(repair.statusFields()).contains("\"repaired\":10");
    }
  }

  @Test
  void onlyWhatPostgresLacksOrHasOlderIsWritten() {
    try (PostgresMirror mirror = system.mirror()) {
      for (long player = 1; player <= 10; player++) {
        commitPlayer(player, 1);
        mirror.committed(CacheName.WALLETS, wallets(player, 1));
        mirror.committed(CacheName.ITEMS, items(player, 1));
        mirror.committed(CacheName.LEDGER, entries(player));
      }
      await().atMost(RepairedSystem.SOON).until(() -> mirror.waiting() == 0);
    }
    system.commit(CacheName.WALLETS, wallets(7, 2));

    try (Repair repair = system.repair()) {
      system.awaitNumber("SELECT version FROM wallets WHERE player_id = 7", 2);
      await()
          .atMost(RepairedSystem.SOON)
          .until(() -> system.count("repair.rows.looked", CacheName.LEDGER) >= 10);
      assertThat(repair.statusFields()).contains("\"repaired\":1,");
      assertThat(system.count("repair.rows.repaired", CacheName.WALLETS)).isOne();
    }
  }

  @Test
  void anItemThatChangedItsOwnerWhileNobodyToldHasItsNewOwner() {
    UUID item = new UUID(8, 8);
    try (Repair repair = system.repair()) {
      system.commit(CacheName.ITEMS, Map.of(new ItemKey(1, item), Samples.item(1)));
      system.awaitNumber("SELECT player_id FROM items", 1);
      system.remove(CacheName.ITEMS, new ItemKey(1, item));
      system.commit(CacheName.ITEMS, Map.of(new ItemKey(2, item), Samples.item(2)));

      system.awaitNumber("SELECT player_id FROM items", 2);
      assertThat(system.postgres.number("SELECT count(*) FROM items")).isOne();
      assertThat(repair.statusFields()).contains("\"rejected\":0");
    }
  }

  @Test
  void aRepairThatIsKilledAgainAndAgainGoesOnWhereItWas() throws Exception {
    for (long player = 1; player <= PLAYERS; player++) {
      commitPlayer(player, 1);
    }
    try (ChildJvm killed = child()) {
      await()
          .atMost(RepairedSystem.SOON)
          .ignoreExceptions()
          .until(() -> system.postgres.number("SELECT count(*) FROM ledger") > 0);
      killed.kill();
    }
    for (long player = 1; player <= PLAYERS; player++) {
      commitPlayer(player, 2);
    }
    system.postgres.close();
    try (ChildJvm inAnOutage = child()) {
      awaitTold(2 * PLAYERS);
      inAnOutage.kill();
    }
    system.postgres.start();

    try (ChildJvm last = child()) {
      awaitComplete(2);
      assertThat(last.terminate()).isEqualTo(143);
    }
  }

  @Test
  void outagesOfPostgresTheGridAndKafkaAreWaitedOut() throws Exception {
    try (Repair repair = system.repair()) {
      await().atMost(RepairedSystem.SOON).until(repair::isUp);
      system.postgres.close();
      commitPlayer(1, 1);
      await().atMost(RepairedSystem.SOON).until(() -> !repair.isUp());
      system.postgres.start();
      system.awaitRows("ledger", 1);

      commitPlayer(2, 1);
      system.stopGrid();
      await().atMost(RepairedSystem.SOON).until(() -> !repair.isUp());
      system.startGrid();
      // A node that has restarted shows the end of its log only after the next write.
      commitPlayer(3, 1);
      system.awaitRows("ledger", 3);

      system.kafka.kill();
      commitPlayer(4, 1);
      system.kafka.restart();
      system.awaitRows("ledger", 4);
      await().atMost(RepairedSystem.SOON).until(repair::isUp);
    }
  }

  @Test
  void aBadRowIsSetAsideAndLeftAsideAndThoseBehindItPass() {
    Map<Long, Wallet> wallets = new TreeMap<>();
    for (long player = 1; player <= PLAYERS; player++) {
      wallets.put(player, Samples.wallet(player, 1, player == 150 ? "\u0000" : "fine"));
    }
    system.commit(CacheName.WALLETS, wallets);

    try (Repair repair = system.repair()) {
      system.awaitRows("wallets", PLAYERS - 1);
      system.awaitText(
          "SELECT cache || ' ' || key || ' ' || version FROM mirror_rejects", "wallets 150 1");
      Map<Long, Wallet> bad = Map.of(150L, Samples.wallet(150, 1, "\u0000"));
      await()
          .atMost(RepairedSystem.SOON)
          .until(
              () -> {
                system.commit(CacheName.WALLETS, bad);
                return system.count("repair.rows.given.up", CacheName.WALLETS) > 0;
              });
      assertThat(system.postgres.number("SELECT attempts FROM mirror_rejects")).isEqualTo(3);

      system.commit(CacheName.WALLETS, Map.of(150L, Samples.wallet(150, 2, "fine")));
      system.awaitRows("wallets", PLAYERS);
      assertThat(repair.isUp()).isTrue();
    }
  }

  private void commitPlayer(long player, long version) {
    system.commit(CacheName.WALLETS, wallets(player, version));
    system.commit(CacheName.ITEMS, items(player, version));
    if (version == 1) {
      system.commit(CacheName.LEDGER, entries(player));
    }
  }

  private static Map<Long, Wallet> wallets(long player, long version) {
    return Map.of(player, Samples.wallet(player, version));
  }

  private static Map<ItemKey, Item> items(long player, long version) {
    return Map.of(new ItemKey(player, new UUID(player, 1)), Samples.item(version));
  }

  private static Map<LedgerKey, LedgerEntry> entries(long player) {
    LedgerKey key = LedgerSamples.key(player, 1);
    return Map.of(key, LedgerSamples.deposit(key, 1, 100, Samples.TIME_MS));
  }

  private void awaitComplete(long version) {
    system.awaitNumber("SELECT count(*) FROM wallets WHERE version = " + version, PLAYERS);
    system.awaitNumber("SELECT count(*) FROM items WHERE version = " + version, PLAYERS);
    system.awaitRows("ledger", PLAYERS);
    long sum = (long) PLAYERS * (PLAYERS + 1) / 2;
    assertThat(system.postgres.number("SELECT sum(available_minor) FROM wallets")).isEqualTo(sum);
  }

  private void awaitTold(int messages) {
    await().atMost(RepairedSystem.SOON).ignoreExceptions().until(() -> told().size() >= messages);
  }

  private List<?> told() {
    return TopicReader.all(system.kafka.servers(), Topics.MIRROR_CHANGES);
  }

  private SinksProcess sinks(boolean repair) throws Exception {
    return SinksProcess.start(
        system.settingsWith("REPAIR_ENABLED", repair), RepairedSystem.secrets());
  }

  private ChildJvm child() throws Exception {
    Map<String, String> environment = system.environment();
    environment.put("ROLLINGDROP_REPAIR_ENABLED", "true");
    List<String> flags = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=32m");
    return new ChildJvm(directory.resolve("sinks.log"), environment, flags, SinksProcess.class);
  }
}
