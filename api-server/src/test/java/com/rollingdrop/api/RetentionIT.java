package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.shell.LedgerRetention;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import com.rollingdrop.persistence.reconcile.MirroredLedger;
import com.rollingdrop.persistence.reconcile.Options;
import com.rollingdrop.persistence.reconcile.Place;
import com.rollingdrop.persistence.reconcile.Reconciliation;
import com.rollingdrop.persistence.reconcile.Report;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way of old entries: a real server and node, their mirror in a real Postgres. */
@SuppressWarnings("NullAway.Init") // set before all tests
class RetentionIT {
  private static final String PATH = "/transactions/history";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int DAYS = 90;
  private static final int ENTRIES = 13;
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofDays(DAYS + 1));

  @TempDir private static Path folder;
  private static int port;
  private static EmbeddedPostgres postgres;
  private static HikariDataSource dataSource;
  private static PostgresMirror mirror;
  private static Settings settings;
  private static Secrets secrets;
  private static Api api;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void start() throws IOException {
    port = FreePorts.next();
    startPostgres();
    settings =
        TestSettings.fresh(
            Map.of(
                "ROLLINGDROP_POSTGRES_PORT", Integer.toString(port),
                "ROLLINGDROP_POSTGRES_USER", "postgres",
                "ROLLINGDROP_POSTGRES_DATABASE", "postgres",
                "ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "50"));
    secrets = new Secrets(folder, Map.of(Secret.POSTGRES_PASSWORD.variable(), "not asked for"));
    dataSource = PostgresDataSource.open(settings, secrets);
    mirror =
        new PostgresMirror(
            dataSource, settings.mirror(), new SimpleMeterRegistry(), InstantSource.system());
    api = Api.alone(settings, mirror);
    api.asAdmin().post("/admin/boxes", Api.BOX.formatted("box")).is(201);
  }

  private static void startPostgres() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(folder.resolve("pg"))
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    api.close();
    mirror.close();
    dataSource.close();
    postgres.close();
  }

  @Test
  void theHistoryIsTheSameToTheLetterWhereverTheGridHasIt() {
    Api.Caller player = played();
    List<String> before = pages(player);
    String eighth = entries(player).get(ENTRIES - 8).get("createdAt").asString();

    assertThat(round(at(Instant.parse(eighth)))).isPositive();
    assertThat(start(player).sequence()).as("the grid has a part").isBetween(1L, 7L);
    assertThat(pages(player)).isEqualTo(before);

    assertThat(round(LATER)).isPositive();
    assertThat(start(player).sequence()).as("the grid has nothing").isEqualTo(ENTRIES);
    assertThat(pages(player)).isEqualTo(before);

    player.deposit(1).is(200);
    assertThat(entries(player)).hasSize(ENTRIES + 1);
  }

  @Test
  void whatLeavesTheGridLeavesItsBooksRightAndPostgresEqual() {
    Api.Caller player = played();
    assertThat(round(LATER)).isGreaterThanOrEqualTo(ENTRIES);
    player.open("box", 1).is(200);
    settled();

    AuditTally audit = new GridAudit(api.node().ignite()).all(true, sofar -> {});
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.closedEntries()).isGreaterThanOrEqualTo(ENTRIES);
    Report report = reconcile();
    assertThat(report.findings()).isEmpty();
    assertThat(report.failures()).isEmpty();
  }

  @Test
  void anEntryThatPostgresLacksStaysWithAllAfterIt() throws SQLException {
    Api.Caller player = played();
    execute("DELETE FROM ledger WHERE sequence = 5 AND player_id = " + player.playerId());
    round(LATER);

    assertThat(Caches.ledgerStarts(api.node().ignite()).get(player.playerId())).isNull();
    assertThat(registry.counter("rollingdrop.retention.held", "reason", "not_archived").count())
        .isEqualTo(1);
    assertThat(entries(player)).hasSize(ENTRIES);

    // The repair brings it there, and then it may go.
    mirror.committed(CacheName.LEDGER, held(player));
    settled();
    assertThat(round(LATER)).isGreaterThanOrEqualTo(ENTRIES);
  }

  private static Map<LedgerKey, LedgerEntry> held(Api.Caller player) {
    Map<LedgerKey, LedgerEntry> held = new HashMap<>();
    new PlayerReads(api.node().ignite())
        .history(player.playerId(), Long.MAX_VALUE, 100)
        .forEach(
            past -> held.put(new LedgerKey(player.playerId(), past.transactionId()), past.entry()));
    return held;
  }

  @Test
  void withoutPostgresOnlyWhatTheGridHasCanBeRead() throws IOException {
    Api.Caller player = played();
    String eighth = entries(player).get(ENTRIES - 8).get("createdAt").asString();
    round(at(Instant.parse(eighth)));
    long closed = start(player).sequence();
    postgres.close();
    try {
      String within = PATH + "?limit=" + (ENTRIES - closed - 1);
      JsonNode page = player.get(within).is(200).json();
      assertThat(page.get("transactions")).hasSize((int) (ENTRIES - closed - 1));
      String beyond = PATH + "?limit=2&cursor=" + page.get("next").asString();
      Api.Reply refused = player.get(beyond).isProblem(503, "HISTORY_UNAVAILABLE");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(round(LATER)).as("nothing leaves unseen").isZero();
    } finally {
      startPostgres();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(entries(player)).hasSize(ENTRIES));
  }

  /** Deposits and openings; Postgres has all of them. */
  private static Api.Caller played() {
    Api.Caller player = api.asNewPlayer();
    for (int i = 1; i <= ENTRIES; i++) {
      if (i % 3 == 0) {
        player.open("box", 2).is(200);
      } else {
        player.deposit(1_000 + i).is(200);
      }
    }
    settled();
    return player;
  }

  private static void settled() {
    await().atMost(SOON).until(() -> mirror.waiting() == 0);
  }

  /** The text of each page for some sizes of a page, of all entries and of some. */
  private static List<String> pages(Api.Caller player) {
    List<String> pages = new ArrayList<>();
    for (String filter : new String[] {"", "&kind=BOX_OPENING", "&from=2020-01-01T00:00:00Z"}) {
      for (int limit : new int[] {1, 3, 6, ENTRIES, 200}) {
        String next = "";
        while (next != null) {
          Api.Reply page = player.get(PATH + "?limit=" + limit + filter + next).is(200);
          pages.add(page.text());
          JsonNode cursor = page.json().get("next");
          next = cursor.isNull() ? null : "&cursor=" + cursor.asString();
        }
      }
    }
    return pages;
  }

  private static List<JsonNode> entries(Api.Caller player) {
    List<JsonNode> entries = new ArrayList<>();
    player.get(PATH).is(200).json().get("transactions").forEach(entries::add);
    return entries;
  }

  /** A clock by which what is older than that is just too old. */
  private static InstantSource at(Instant oldest) {
    return InstantSource.fixed(oldest.plus(Duration.ofDays(DAYS)));
  }

  private long round(InstantSource clock) {
    MirroredLedger archive =
        new MirroredLedger(new MirrorStore(dataSource, registry, InstantSource.system()));
    try (LedgerRetention retention =
        new LedgerRetention(
            api.node().ignite(), archive::digest, mirror, DAYS, 100_000, clock, registry)) {
      return retention.round();
    }
  }

  private static LedgerStart start(Api.Caller player) {
    return Objects.requireNonNull(Caches.ledgerStarts(api.node().ignite()).get(player.playerId()));
  }

  private static Report reconcile() {
    return new Reconciliation(
            api.node().ignite(), settings, secrets, InstantSource.system(), RetentionIT::sleep)
        .run(new Options(Set.of(Place.POSTGRES), Duration.ofMillis(300), 6, false), one -> {});
  }

  private static void sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
