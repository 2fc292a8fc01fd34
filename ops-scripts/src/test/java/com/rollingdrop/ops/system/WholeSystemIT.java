package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.ops.boxes.RealCases;
import com.rollingdrop.ops.monitoring.AlertRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Everything as a person starts it, and the books compared in all four places. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class WholeSystemIT {
  private static final int PLAYERS = 50;
  private static final int OPENINGS = 2_000;
  private static final int THREADS = 8;
  private static final long FIRST_PLAYER = 5_000;
  private static final long DEPOSIT_MINOR = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long TRACED_PLAYER = 4_999;
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  /** Only those that this test made; the demonstration players have theirs. */
  private static final String OURS = " user_id >= 5000";

  private static final String CREDENTIALS =
      "{\"name\":\"somebody\",\"password\":\"one who comes back\"}";

  private static RunningSystem system;
  private static ApiClient api;
  private static String userId = "";
  private static final Map<String, JsonNode> RECEIPTS = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    system = new RunningSystem("whole");
    system.set("ROLLINGDROP_FRAUD_FREEZE_WITHDRAWALS", "true");
    system.set("ROLLINGDROP_FRAUD_VELOCITY_COMMANDS_MIN", Integer.toString(FrozenPlayer.COMMANDS));
    String said = system.mustRun("up");
    assertThat(said).contains("\"kind\" : \"BOX_OPENING\"").contains("seen in Postgres");
    api = system.api();
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  @Test
  @Order(1)
  void upPrintsAFirstReceiptAndRunAgainFindsWhatRuns() throws Exception {
    String again = system.mustRun("up");

    assertThat(again).contains("runs already").doesNotContain("up after");
    assertThat(system.run("status").code()).isZero();
  }

  @Test
  @Order(2)
  void allRealCasesAreImportedAndImportingTwiceChangesNothing() throws Exception {
    String file = RealCases.file().toAbsolutePath().normalize().toString();

    assertThat(system.mustRun("import-boxes", file)).contains("36 published, 0 unchanged");
    assertThat(system.mustRun("import-boxes", file)).contains("0 published, 36 unchanged");
    // Each time each was asked for and answered.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Messages.all(system.settings(), "admin-operations"))
                    .hasSizeGreaterThanOrEqualTo(4 * 36));
  }

  @Test
  @Order(3)
  void fiftyPlayersOpenTwoThousandBoxesAndEveryRepeatedKeyHasOneEffect() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> openings = new ArrayList<>();
      for (int i = 0; i < PLAYERS; i++) {
        long player = FIRST_PLAYER + i;
        assertThat(api.deposit(player, "deposit", DEPOSIT_MINOR).status()).isEqualTo(200);
      }
      for (int i = 0; i < OPENINGS; i++) {
        int number = i;
        openings.add(() -> open(number));
        if (i % 5 == 0) {
          openings.add(() -> open(number));
        }
      }
      for (Future<Void> opening : threads.invokeAll(openings)) {
        opening.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      threads.shutdownNow();
    }

    assertThat(RECEIPTS).hasSize(OPENINGS);
  }

  private static Void open(int number) throws IOException {
    long player = FIRST_PLAYER + number % PLAYERS;
    String box = number % 2 == 0 ? "starter-crate" : "tinker-chest";
    ApiClient.Reply reply = api.open(player, "opening-" + number, box, 1 + number % 3);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    JsonNode other = RECEIPTS.putIfAbsent(player + "/" + number, reply.json());
    if (other != null) {
      assertThat(reply.json()).as("a repeated key").isEqualTo(other);
    }
    return null;
  }

  @Test
  @Order(4)
  void noWalletIsNegativeAndEachIsTheSumOfItsLedger() throws Exception {
    Map<Long, Long> wallets =
        system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS");
    Map<Long, Long> ledgers =
        system.gridSql(
            "SELECT playerId, SUM(CASE WHEN creditAccount = 'PLAYER' THEN amountMinor"
                + " ELSE -amountMinor END) FROM ROLLINGDROP.LEDGER GROUP BY playerId");

    assertThat(wallets.values()).allSatisfy(minor -> assertThat(minor).isNotNegative());
    assertThat(wallets).isEqualTo(ledgers).hasSizeGreaterThanOrEqualTo(PLAYERS);
    assertThat(
            system.gridSql(
                "SELECT playerId, MAX(sequence) - COUNT(*) FROM ROLLINGDROP.LEDGER GROUP BY playerId"))
        .as("sequences are dense")
        .allSatisfy((player, gap) -> assertThat(gap).isZero());
  }

  @Test
  @Order(5)
  void thereAreAsManyItemsAsDraws() throws Exception {
    long draws = RECEIPTS.values().stream().mapToLong(r -> r.get("items").size()).sum();

    assertThat(
            sum(
                system.gridSql(
                    "SELECT playerId, COUNT(*) FROM ROLLINGDROP.ITEMS WHERE playerId >= 5000"
                        + " GROUP BY playerId")))
        .isEqualTo(draws);
    JsonNode inventory = api.get(FIRST_PLAYER, "/inventory/user/" + FIRST_PLAYER + "?limit=10");
    assertThat(inventory.get("items").size()).isBetween(10, 20);
  }

  @Test
  @Order(6)
  void repliesLedgerPostgresAndClickHouseAgree() throws Exception {
    Map<Long, Long> replies = new HashMap<>();
    RECEIPTS
        .keySet()
        .forEach(key -> replies.merge(Long.parseLong(key.split("/", 2)[0]), 1L, Long::sum));

    assertThat(
            system.gridSql(
                "SELECT playerId, COUNT(*) FROM ROLLINGDROP.LEDGER WHERE kind = 'BOX_OPENING'"
                    + " AND playerId >= 5000 GROUP BY playerId"))
        .isEqualTo(replies);
    agrees(
        replies,
        () ->
            system.postgresSql(
                "SELECT player_id, count(*) FROM ledger WHERE kind = 'BOX_OPENING'"
                    + " AND player_id >= 5000 GROUP BY 1"));
    agrees(
        replies,
        () ->
            system.clickHouseSql(
                "SELECT user_id, count() FROM transaction_events WHERE event_type = 'BOX_OPENING' AND"
                    + OURS
                    + " GROUP BY user_id"));
    agrees(
        system.gridSql(
            "SELECT playerId, SUM(amountMinor) FROM ROLLINGDROP.LEDGER WHERE playerId >= 5000"
                + " GROUP BY playerId"),
        () ->
            system.clickHouseSql(
                "SELECT user_id, sum(amount_minor) FROM transaction_events WHERE"
                    + OURS
                    + " GROUP BY user_id"));
    agrees(
        system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS"),
        () -> system.postgresSql("SELECT player_id, available_minor FROM wallets"));
    agrees(
        system.gridSql("SELECT playerId, COUNT(*) FROM ROLLINGDROP.ITEMS GROUP BY playerId"),
        () -> system.postgresSql("SELECT player_id, count(*) FROM items GROUP BY 1"));
    // And every row and event, not only their sums.
    assertThat(system.mustRun("reconcile")).contains("all equal");
    assertThat(system.mustRun("retention")).contains("nothing is to go");
  }

  @Test
  @Order(6)
  void aRequestsPlaceInATraceIsOnItsMessages() throws Exception {
    assertThat(api.deposit(TRACED_PLAYER, "paid", 1_000).status()).isEqualTo(200);
    ApiClient.Reply reply = api.open(TRACED_PLAYER, "traced", "starter-crate", 1, TRACE);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);

    for (String topic : List.of("transaction-events", "inventory-updates")) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(traces(topic)).contains(TRACE));
      assertThat(traces(topic)).as("the deposit's began at the api-server").doesNotContain("none");
    }
  }

  private static List<String> traces(String topic) {
    return Messages.header(system.settings(), topic, Long.toString(TRACED_PLAYER), "traceparent");
  }

  @Test
  @Order(7)
  void everyReceiptVerifiesAfterTheSeedIsRevealed() throws Exception {
    Map<String, JsonNode> boxes = new HashMap<>();
    for (String box : List.of("starter-crate", "tinker-chest")) {
      boxes.put(box, api.get(FIRST_PLAYER, "/boxes/" + box + "/items?version=1"));
    }
    Map<Long, String> seeds = new HashMap<>();
    for (int i = 0; i < PLAYERS; i++) {
      long player = FIRST_PLAYER + i;
      seeds.put(player, api.rotate(player).get("revealed").get("serverSeed").stringValue());
    }

    RECEIPTS.forEach(
        (key, receipt) -> {
          String seed = seeds.getOrDefault(Long.parseLong(key.split("/", 2)[0]), "");
          JsonNode box = boxes.get(receipt.get("boxId").stringValue());
          assertThat(ReceiptProof.verifies(receipt, seed, box)).as(key).isTrue();
        });
    verifyByScript(seeds, boxes);
  }

  private static void verifyByScript(Map<Long, String> seeds, Map<String, JsonNode> boxes)
      throws IOException, InterruptedException {
    Map.Entry<String, JsonNode> one = RECEIPTS.entrySet().iterator().next();
    String seed = seeds.getOrDefault(Long.parseLong(one.getKey().split("/", 2)[0]), "");
    Path receipt = system.data().resolve("receipt.json");
    Path box = system.data().resolve("box.json");
    Files.writeString(receipt, one.getValue().toString());
    Files.writeString(box, boxes.get(one.getValue().get("boxId").stringValue()).toString());
    system.mustRun("verify-receipt", receipt.toString(), "--seed", seed, "--box", box.toString());

    long ticket = one.getValue().get("fairness").get("draws").get(0).get("ticket").longValue();
    Files.writeString(
        receipt,
        one.getValue().toString().replace("\"ticket\":" + ticket, "\"ticket\":" + (ticket ^ 1)));
    assertThat(
            system
                .run("verify-receipt", receipt.toString(), "--seed", seed, "--box", box.toString())
                .code())
        .isEqualTo(1);
  }

  @Test
  @Order(8)
  void theStatusTellsEachLagAndEveryMetricOfTheAlertsIsExported() throws Exception {
    JsonNode lags = system.status().get("lag");
    assertThat(lags.propertyNames()).containsExactly("postgres", "repair", "kafka", "clickhouse");
    assertThat(lags.get("clickhouse").propertyNames()).containsExactly("entries", "seconds");

    assertThat(system.metrics()).containsAll(AlertRules.metrics());
  }

  @Test
  @Order(9)
  void aSignalFreezesWithdrawalsOnceUntilAnOperatorReleasesThem() throws Exception {
    new FrozenPlayer(system, 4_000).isFrozenOnceAndReleasedByAnOperator();
  }

  @Test
  @Order(10)
  void theDataSurvivesDownAndUp() throws Exception {
    userId = userId(201, api.post(FIRST_PLAYER, "/auth/register", "unused", CREDENTIALS));
    Map<Long, Long> before =
        system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS");

    system.mustRun("down");
    assertThat(system.run("status").code()).isEqualTo(1);
    system.mustRun("up");

    assertThat(system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS"))
        .isEqualTo(before);
    assertThat(api.open(FIRST_PLAYER, "opening-0", "starter-crate", 1))
        .satisfies(
            reply -> {
              assertThat(reply.replayed()).isTrue();
              assertThat(reply.json()).isEqualTo(RECEIPTS.get(FIRST_PLAYER + "/0"));
            });
    assertThat(logIn()).isEqualTo(userId);
  }

  private static String logIn() throws IOException {
    return userId(200, api.post(FIRST_PLAYER, "/auth/login", "unused", CREDENTIALS));
  }

  private static String userId(int status, ApiClient.Reply tokens) {
    assertThat(tokens.status()).as(tokens.body()).isEqualTo(status);
    return tokens.json().get("userId").stringValue();
  }

  @Test
  @Order(11)
  void anEmptyGridLoadsItselfAgainFromPostgres() throws Exception {
    Map<Long, Long> before =
        system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS");
    long eventsBefore = sum(events());
    assertThat(system.run("cold-start").output()).contains("not empty");

    system.mustRun("down");
    RunningSystem.deleteTree(system.data().resolve("grid"));
    system.mustRun("cold-start");
    system.mustRun("up");

    assertThat(system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS"))
        .isEqualTo(before);
    assertThat(api.open(FIRST_PLAYER, "opening-0", "starter-crate", 1).replayed()).isTrue();
    assertThat(logIn()).isEqualTo(userId);
    assertThat(api.open(FIRST_PLAYER, "after-the-cold-start", "starter-crate", 1).status())
        .isEqualTo(200);
    // The ledger goes through CDC once more; no transaction is counted twice for it.
    await().atMost(PATIENCE).until(() -> sum(events()) == eventsBefore + 1);
    assertThat(
            system.mustRun(
                "cdc-replay", "--from", "2020-01-01T00:00:00Z", "--to", "2100-01-01T00:00:00Z"))
        .contains((eventsBefore + 1) + " transactions were sent once more");
    // As it was first sent, from the loaded ledger, and by the replay.
    assertThat(traces("inventory-updates")).hasSizeGreaterThanOrEqualTo(3).containsOnly(TRACE);
    assertThat(system.mustRun("principals")).contains("all is as it should be");
    assertThat(system.mustRun("topics", "--apply")).contains("done    partner-transactions");
    assertThat(system.mustRun("topics")).contains("9 topics are as they should be");
    assertThat(system.mustRun("audit", "--chain")).contains("nothing found");
    assertThat(system.mustRun("reconcile", "--json")).contains("\"equal\" : true");
  }

  private static Map<Long, Long> events() throws SQLException {
    return system.clickHouseSql("SELECT user_id, count() FROM transaction_events GROUP BY user_id");
  }

  private static void agrees(Map<Long, Long> expected, Callable<Map<Long, Long>> actual) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(actual.call()).isEqualTo(expected));
  }

  private static long sum(Map<Long, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
