package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} of grid nodes under load. */
class KilledNodeChaosIT {
  private static final int THREADS = 8;
  private static final int KILLS = 2;
  private static final long FIRST_PLAYER = 7_000;
  private static final int PLAYERS = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Long> playerOfKey = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();

  @Test
  void everyAcknowledgedOpeningIsThereOnceAfterTheOnlyNodeIsKilledAgainAndAgain() throws Exception {
    try (RunningSystem system = new RunningSystem("killed")) {
      system.mustRun("up");
      ExecutorService threads = startPlaying(system.api());
      awaitMore(500);
      for (int kill = 0; kill < KILLS; kill++) {
        kill(system, 1);
        system.mustRun("up");
        awaitMore(200);
      }
      stopPlaying(threads);
      assertBooksAreRight(system);
      assertAllPlacesAreEqual(system);
    }
  }

  @Test
  void nodesAreAddedUnderLoadAndTheLossOfEachInTurnIsSurvived() throws Exception {
    try (RunningSystem system = new RunningSystem("grown")) {
      system.mustRun("up", "--nodes", "1");
      ExecutorService threads = startPlaying(system.api());
      awaitMore(300);
      system.mustRun("up", "--nodes", "3");
      for (int node = 1; node <= 3; node++) {
        awaitRebalanced(system);
        kill(system, node);
        awaitMore(200);
        system.mustRun("up");
      }
      stopPlaying(threads);
      assertBooksAreRight(system);

      system.mustRun("down");
      system.mustRun("up");
      assertBooksAreRight(system);
      assertAllPlacesAreEqual(system);
    }
  }

  private ExecutorService startPlaying(ApiClient api) throws IOException {
    for (int i = 0; i < PLAYERS; i++) {
      assertThat(api.deposit(FIRST_PLAYER + i, "deposit", 100_000_000).status()).isEqualTo(200);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      threads.execute(() -> openUntilStopped(api));
    }
    return threads;
  }

  private void stopPlaying(ExecutorService threads) throws InterruptedException {
    stop.set(true);
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
  }

  private static void kill(RunningSystem system, int node) throws Exception {
    long pid = system.part("grid-node-" + node).get("pid").longValue();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void awaitRebalanced(RunningSystem system) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              for (JsonNode part : system.status().get("parts")) {
                JsonNode detail = part.path("detail");
                if (part.get("name").stringValue().startsWith("grid-node")
                    && (!detail.path("serving").asBoolean(false)
                        || !detail.path("rebalanced").asBoolean(false)
                        || detail.path("servers").asInt(0) != 3)) {
                  return false;
                }
              }
              return true;
            });
  }

  private void awaitMore(int openings) {
    int before = acknowledged.size();
    await().atMost(PATIENCE).until(() -> acknowledged.size() > before + openings);
  }

  private void openUntilStopped(ApiClient api) {
    while (!stop.get()) {
      int number = numbers.incrementAndGet();
      String key = "opening-" + number;
      long player = FIRST_PLAYER + number % PLAYERS;
      playerOfKey.put(key, player);
      try {
        ApiClient.Reply reply = api.open(player, key, "starter-crate", 1);
        if (reply.status() == 200) {
          acknowledged.put(key, reply.body());
        }
        // A pause bounds how many openings there are to check in the end.
        TimeUnit.MILLISECONDS.sleep(reply.status() == 200 ? 20 : 100);
      } catch (IOException e) {
        // Not acknowledged: whether it happened is found out at the end.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void assertBooksAreRight(RunningSystem system) throws Exception {
    ApiClient api = system.api();
    // Each acknowledged one is there, as it was acknowledged; each other one happens now at the
    // latest.
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Optional<String>>> checks = new ArrayList<>();
    playerOfKey.forEach((key, player) -> checks.add(() -> wrongWith(api, key, player)));
    List<String> wrong = new ArrayList<>();
    for (Future<Optional<String>> check : threads.invokeAll(checks)) {
      check.get().ifPresent(wrong::add);
    }
    threads.shutdown();
    assertThat(wrong).as("of %d openings", checks.size()).isEmpty();
    long sent = playerOfKey.size();
    String count = "SELECT 1, COUNT(*) FROM ROLLINGDROP.%s WHERE playerId >= 7000 %s";
    assertThat(system.gridSql(String.format(count, "LEDGER", "AND kind = 'BOX_OPENING'")))
        .isEqualTo(Map.of(1L, sent));
    assertThat(system.gridSql(String.format(count, "ITEMS", ""))).isEqualTo(Map.of(1L, sent));
    assertThat(system.gridSql("SELECT playerId, availableMinor FROM ROLLINGDROP.WALLETS"))
        .isEqualTo(
            system.gridSql(
                "SELECT playerId, SUM(CASE WHEN creditAccount = 'PLAYER' THEN amountMinor"
                    + " ELSE -amountMinor END) FROM ROLLINGDROP.LEDGER GROUP BY playerId"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        system.clickHouseSql(
                            "SELECT 1, count() FROM transaction_events WHERE user_id >= 7000 AND"
                                + " event_type = 'BOX_OPENING'"))
                    .isEqualTo(Map.of(1L, sent)));
  }

  /** What the killed nodes' buffers held has come to Postgres by itself; no place lacks a row. */
  private static void assertAllPlacesAreEqual(RunningSystem system) throws Exception {
    assertThat(system.mustRun("reconcile", "--looks", "20")).contains("all equal");
  }

  private Optional<String> wrongWith(ApiClient api, String key, long player) throws IOException {
    ApiClient.Reply again = api.open(player, key, "starter-crate", 1);
    String first = acknowledged.get(key);
    boolean right =
        again.status() == 200
            && (first == null || (again.replayed() && again.body().equals(first)));
    return right
        ? Optional.empty()
        : Optional.of(
            key
                + " of "
                + player
                + ": first "
                + first
                + ", now "
                + again
                + ", at "
                + Instant.now());
  }
}
