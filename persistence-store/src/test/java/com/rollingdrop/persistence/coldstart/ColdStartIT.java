package com.rollingdrop.persistence.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ClosedKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.GridNode;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.rollingdrop.persistence.postgres.Samples;
import com.rollingdrop.persistence.postgres.TestSettings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.ScanQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartIT {
  private static final int PLAYERS = 300;
  private static final int ENTRIES = 10;

  /** A player of whose ledger Postgres has two entries more than the grid. */
  private static final long CLOSED = PLAYERS + 1;

  /** These follow from the others, or end with the grid. */
  private static final Set<CacheName> MADE_ANEW =
      Set.of(
          CacheName.STOCKS,
          CacheName.QUOTAS,
          CacheName.CLOSED_TRANSACTIONS,
          CacheName.SESSIONS,
          CacheName.ATTEMPTS,
          CacheName.LOGIN_SESSIONS,
          CacheName.ADMIN_OPERATIONS,
          CacheName.RATE_BUCKETS);

  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private PostgresServer postgres;
  private Settings settings;

  @BeforeEach
  void startPostgres() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
    settings = TestSettings.of(folder, postgres.port(), Map.of());
  }

  @AfterEach
  void stopPostgres() {
    postgres.close();
  }

  @Test
  void everyEntryOfALostGridComesBackAsItWas() throws Exception {
    Map<CacheName, Map<Object, Object>> before;
    try (GridNode node = GridNode.start(settings, folder)) {
      fill(node);
      before = entries(node.ignite());
    }
    loseTheGrid();

    try (GridNode node = GridNode.start(settings, folder)) {
      // What a system that comes up seeds before anybody thinks of a cold start.
      Caches.boxes(node.ignite()).put("box-1", Samples.box(1));
      List<Loaded> loaded = run();

      assertThat(loaded).extracting(Loaded::rows).contains((long) PLAYERS * ENTRIES);
      assertThat(said).anyMatch(line -> line.matches("ledger +3,000 rows in .*rows/s"));
      Map<CacheName, Map<Object, Object>> after = entries(node.ignite());
      before.forEach(
          (cache, entries) -> assertSame(cache, entries, after.getOrDefault(cache, Map.of())));
      assertThat(Caches.ledgerStarts(node.ignite()).get(CLOSED).sequence()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        UUID closed = new UUID(CLOSED, 100 + i);
        assertThat(Caches.ledger(node.ignite()).containsKey(new LedgerKey(CLOSED, closed)))
            .isFalse();
        assertThat(
                Objects.requireNonNull(
                        Caches.closedTransactions(node.ignite()).get(ClosedKey.of(CLOSED, closed)))
                    .contains(closed))
            .isTrue();
      }
      assertThat(written(node)).as("rows written back to where they came from").isZero();
    }
  }

  /** Whatever was leased and wherever: only what the ledger says is sold. */
  @Test
  void aLimitedBoxHasLeftWhatTheLedgerHasNotSold() throws Exception {
    try (GridNode node = GridNode.start(settings, folder)) {
      fill(node);
    }
    loseTheGrid();
    try (GridNode node = GridNode.start(settings, folder)) {
      run();

      // Each player opened five times, two draws each.
      // And four are brought forward, whatever the closed rows say.
      long sold = PLAYERS * ENTRIES / 2 * 2 + 4;
      long stock = Objects.requireNonNull(Samples.boxVersion().stock());
      BoxStock left = Objects.requireNonNull(Caches.stocks(node.ignite()).get("box-1"));
      assertThat(left.total()).isEqualTo(stock);
      assertThat(left.unleased()).isEqualTo(stock - sold);
      Map<Integer, Long> byPartition = new HashMap<>();
      for (long player = 1; player <= PLAYERS; player++) {
        byPartition.merge(
            node.ignite().<Long>affinity(CacheName.WALLETS.id()).partition(player),
            (long) ENTRIES,
            Long::sum);
      }
      byPartition.merge(
          node.ignite().<Long>affinity(CacheName.WALLETS.id()).partition(CLOSED), 4L, Long::sum);
      byPartition.forEach(
          (partition, draws) -> {
            Quota quota = Caches.quotas(node.ignite()).get(new QuotaKey("box-1", partition));
            assertThat(Objects.requireNonNull(quota).sold()).isEqualTo(draws);
            assertThat(quota.remaining()).isZero();
          });
    }
  }

  @Test
  void aGridThatHoldsAPlayerIsRefusedAndLeftAlone() throws Exception {
    try (GridNode node = GridNode.start(settings, folder)) {
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(5, 1));

      assertThatExceptionOfType(ColdStartException.class)
          .isThrownBy(() -> run())
          .withMessageContaining("the grid is not empty: wallets holds 1 entries");
      assertThat(Caches.wallets(node.ignite()).get(1L).availableMinor()).isEqualTo(5);
    }
  }

  @Test
  void aPlayerWhoCameInBetweenIsFoundOut() throws Exception {
    try (GridNode node = GridNode.start(settings, folder)) {
      fill(node);
    }
    loseTheGrid();
    try (GridNode node = GridNode.start(settings, folder)) {
      List<TableLoad<?, ?>> tables = TableLoad.all();
      List<Loaded> loaded = run();
      Caches.wallets(node.ignite()).put(1L, Samples.wallet(999_999, 9));

      assertThatExceptionOfType(ColdStartException.class)
          .isThrownBy(() -> new GridCheck(node.ignite()).compare(tables, loaded))
          .withMessageContaining("wallets sums up to");
      Caches.ledger(node.ignite()).remove(new LedgerKey(1, new UUID(1, 0)));
      assertThatExceptionOfType(ColdStartException.class)
          .isThrownBy(() -> new GridCheck(node.ignite()).compare(tables, loaded))
          .withMessageContaining("ledger has 2999 entries for 3000 rows");
    }
  }

  @Test
  void aTableIsReadInPartsAndEveryRowOnce() throws Exception {
    try (GridNode node = GridNode.start(settings, folder)) {
      fill(node);
    }
    Set<String> rows = new HashSet<>();
    try (HikariDataSource dataSource =
            PostgresDataSource.open(settings, TestSettings.secrets(folder));
        Snapshot snapshot = new Snapshot(dataSource);
        Connection connection = snapshot.join()) {
      // What comes after the snapshot is in no part, though some part may have its place.
      postgres.execute("UPDATE ledger SET kind = kind");
      List<TablePart> parts = TablePart.of(snapshot.connection(), "ledger", 1);
      assertThat(parts).hasSizeGreaterThan(100);
      assertThat(parts).extracting(TablePart::relation).contains("ledger_2026_03");
      for (TablePart part : parts) {
        try (PreparedStatement statement =
            connection.prepareStatement(MirrorTables.LEDGER.selectPartSql(part.relation()))) {
          statement.setString(1, part.first());
          statement.setString(2, part.end());
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              assertThat(rows.add(MirrorTables.LEDGER.read(found).getKey().toString())).isTrue();
            }
          }
        }
      }
    }
    assertThat(rows).hasSize(PLAYERS * ENTRIES);
  }

  private List<Loaded> run() throws SQLException {
    return ColdStart.run(settings, TestSettings.secrets(folder), said::add);
  }

  // Both sides are the grid's own bytes, so equal means every field, arrays included.
  private static void assertSame(
      CacheName cache, Map<Object, Object> expected, Map<Object, Object> actual) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (key, value) -> {
          assertThat(value).isInstanceOf(BinaryObject.class);
          assertThat(actual.get(key)).as("%s %s", cache, key).isEqualTo(value);
        });
  }

  private static double written(GridNode node) {
    return node.registry()
        .get("rollingdrop.mirror.rows.written")
        .tag("cache", CacheName.WALLETS.id())
        .counter()
        .count();
  }

  private void loseTheGrid() throws IOException {
    Path data = IgniteConfigurations.workDirectory(settings);
    assertThat(data).isDirectory();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void fill(GridNode node) {
    node.put(CacheName.BOXES, Map.of("box-1", Samples.box(2), "box-2", Samples.box(1)));
    node.put(
        CacheName.BOX_VERSIONS,
        Map.of(
            new BoxVersionKey("box-1", 2),
            Samples.boxVersion(),
            new BoxVersionKey("box-2", 1),
            new BoxVersion("Plain", 0, 1, "", List.of(), Samples.TIME_MS)));
    Map<Object, Object> wallets = new HashMap<>();
    Map<Object, Object> items = new HashMap<>();
    Map<Object, Object> listings = new HashMap<>();
    Map<Object, Object> ledger = new HashMap<>();
    Map<Object, Object> seeds = new HashMap<>();
    for (long player = 1; player <= PLAYERS; player++) {
      Wallet wallet = Samples.wallet(player * 1_000, player);
      wallets.put(player, player % 2 == 0 ? wallet : wallet.withSafeguards(Samples.safeguards()));
      seeds.put(new SeedKey(player, "%064x".formatted(player)), Samples.revealedSeed());
      for (int i = 0; i < ENTRIES; i++) {
        ItemKey item = new ItemKey(player, new UUID(player, i));
        items.put(item, i % 2 == 0 ? Samples.item(i) : Samples.item(i).inState(ItemState.OWNED));
        if (i % 2 == 0) {
          listings.put(item, Samples.item(i));
        }
        ledger.put(
            new LedgerKey(player, new UUID(player, i)),
            Samples.entry(i + 1, Samples.TIME_MS + i * 30L * 86_400_000 + player));
      }
    }
    node.put(CacheName.WALLETS, wallets);
    node.put(CacheName.PENDING, Map.of(new PendingKey(1, new UUID(1, 1)), Samples.pending()));
    node.put(
        CacheName.GUARANTEE_COUNTERS,
        Map.of(new BoxPlayerKey(1, "box-1"), Samples.guaranteeCounter()));
    node.put(CacheName.ITEMS, items);
    try (IgniteDataStreamer<Object, Object> streamer =
        node.ignite().dataStreamer(CacheName.LISTINGS.id())) {
      streamer.addData(listings);
    }
    node.put(CacheName.LEDGER, ledger);
    node.put(CacheName.REVEALED_SEEDS, seeds);
    node.put(CacheName.LOGINS, Map.of("ann", Samples.login(1, 1), "bob", Samples.login(2, 7)));
    node.put(CacheName.LEDGER_STARTS, Map.of(CLOSED, Samples.start(2, 0)));
    for (int i = 0; i < 2; i++) {
      node.tell(
          CacheName.LEDGER,
          Map.of(
              new LedgerKey(CLOSED, new UUID(CLOSED, 100 + i)),
              Samples.entry(i + 1, Samples.TIME_MS + i)));
    }
  }

  private static Map<CacheName, Map<Object, Object>> entries(Ignite ignite) {
    Map<CacheName, Map<Object, Object>> all = new EnumMap<>(CacheName.class);
    for (CacheName cache : CacheName.values()) {
      if (MADE_ANEW.contains(cache)) {
        continue;
      }
      Map<Object, Object> entries = new HashMap<>();
      for (Cache.Entry<Object, Object> entry :
          ignite.cache(cache.id()).withKeepBinary().query(new ScanQuery<Object, Object>())) {
        entries.put(entry.getKey(), entry.getValue());
      }
      assertThat(entries).isNotEmpty();
      all.put(cache, entries);
    }
    return all;
  }
}
