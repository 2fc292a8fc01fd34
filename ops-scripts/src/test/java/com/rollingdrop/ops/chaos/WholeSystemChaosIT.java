package com.rollingdrop.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.ops.system.ApiClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load, and meanwhile everything fails that can: then, with no manual step, all places must say the
 * same within two minutes. {@code -Drollingdrop.chaos.minutes} makes it go on for longer, {@code
 * -Drollingdrop.chaos.seed} chooses the order of the faults, {@code
 * -Drollingdrop.chaos.repair=false} shows that without the repair it fails, {@code
 * -Drollingdrop.outage.minutes} keeps Postgres away for longer.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class WholeSystemChaosIT {
  private static final Logger LOG = LoggerFactory.getLogger(WholeSystemChaosIT.class);
  private static final Duration CALM = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final int REST_THREADS = 6;
  private static final int GRID_THREADS = 2;
  private static final long PAUSE_MS = 10;
  private static final long SHORT_PHASE_SECONDS = 8;
  private static final String BEFORE = "before";
  private static final String DURING = "Postgres is down";
  private static final String AFTER = "after";

  private static final long SEED =
      Long.getLong("rollingdrop.chaos.seed", System.nanoTime() & Integer.MAX_VALUE);
  private static final Duration TIME = minutes("rollingdrop.chaos.minutes");
  private static final Duration OUTAGE = minutes("rollingdrop.outage.minutes");

  private static ChaosSystem system;
  private static final Map<LedgerKey, UUID> EXPECTED = Load.nothingYet();

  private static Duration minutes(String property) {
    return Duration.ofMillis(
        (long) (Double.parseDouble(System.getProperty(property, "0")) * 60_000));
  }

  @BeforeAll
  static void start() throws Exception {
    LOG.info("rollingdrop.chaos.seed={}", SEED);
    system = new ChaosSystem(OUTAGE.isZero());
    system.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.stop();
    }
  }

  @Test
  @Order(1)
  void allPlacesSayTheSameSoonAfterEverythingHasFailed() throws Exception {
    Random random = new Random(SEED);
    RunningParts parts = system.parts();
    Nemesis nemesis =
        new Nemesis(
            system.faults(TIME.isZero() ? new Pace(1_000, 3_000) : new Pace(2_000, 15_000)),
            random);
    Load load = new Load(EXPECTED, new Latencies(), PAUSE_MS);
    long startNanos = System.nanoTime();
    long calmSinceNanos;
    try (load) {
      startPlaying(load, random);
      awaitMore(load, 200);
      parts.kill(RunningParts.node(1));
      awaitMore(load, 100);
      system.grow();
      try (CommandGateway gateway =
          new CommandGateway(
              system.ignite(), system.settings().gateway(), new SimpleMeterRegistry())) {
        for (int i = 0; i < GRID_THREADS; i++) {
          load.start(
              new GridCalls(
                  gateway, ChaosSystem.PLAYERS, new Random(random.nextLong()), "grid-" + i));
        }
        nemesis.harm(TIME);
        load.stop();
      }
      calmSinceNanos = System.nanoTime();
    }
    long loadSeconds = TimeUnit.NANOSECONDS.toSeconds(calmSinceNanos - startNanos);

    Agreement agreement = system.agreement(CALM, calmSinceNanos);
    Counters counters = system.counters();
    LOG.info(
        "| {} min | {} | {} + 1 | {} | {} | {} | {} | {} s |",
        Math.round(loadSeconds / 60.0),
        EXPECTED.size(),
        nemesis.struck(),
        nemesis.kills() + 1,
        counters.sum(Counters.DROPPED),
        counters.sum(Counters.REPAIRED),
        agreement.repeated(),
        Math.round(agreement.seconds()));
    LOG.info(
        "rolled back {}, told again by nodes {}, known already to the sink {}",
        counters.sum(Counters.ROLLED_BACK),
        counters.sum(Counters.TOLD_AGAIN),
        counters.sum(Counters.KNOWN_ALREADY));
    assertThat(load.refused()).as("players were refused").isEmpty();
    assertThat(LedgerCheck.problems(system.ignite(), EXPECTED))
        .as("of %d", EXPECTED.size())
        .isEmpty();
    assertThat(agreement.report().findings()).as(agreement.summary()).isEmpty();
    assertThat(agreement.isReached()).as(agreement.summary()).isTrue();
    assertThat(counters.sum(Counters.DROPPED)).as("rows that full buffers left out").isPositive();
    assertThat(counters.sum(Counters.REPAIRED)).as("rows that were repaired").isPositive();
    assertOthersCountTheSame();
  }

  /** By other readers than those of the comparison. */
  private static void assertOthersCountTheSame() throws Exception {
    Map<Long, Long> entries = new TreeMap<>();
    EXPECTED.keySet().forEach(key -> entries.merge(key.playerId(), 1L, Long::sum));
    assertThat(
            system
                .running()
                .postgresSql("SELECT player_id, count(*) FROM ledger GROUP BY player_id"))
        .isEqualTo(entries);
    assertThat(
            system
                .running()
                .clickHouseSql("SELECT user_id, count() FROM transaction_events GROUP BY user_id"))
        .isEqualTo(entries);
  }

  @Test
  @Order(2)
  void playersDoNotWaitForPostgres() throws Exception {
    RunningParts parts = system.parts();
    Counters counters = system.counters();
    Latencies latencies = new Latencies();
    system.grow();
    long calmSinceNanos;
    Load load = new Load(EXPECTED, latencies, 0);
    try (load) {
      startPlaying(load, new Random(SEED + 1));
      phase(latencies, BEFORE);
      long dropped = counters.sum(Counters.DROPPED);
      parts.hold("postgres");
      parts.stop("postgres");
      phase(latencies, DURING);
      if (OUTAGE.isZero()) {
        await().atMost(CALM).until(() -> counters.sum(Counters.DROPPED) > dropped);
      }
      parts.release("postgres");
      await().atMost(CALM).until(() -> parts.isReady("postgres"));
      phase(latencies, AFTER);
      load.stop();
      calmSinceNanos = System.nanoTime();
    }
    Agreement agreement = system.agreement(OUTAGE.isZero() ? CALM : LONG, calmSinceNanos);
    LOG.info("all rows there after {} s", Math.round(agreement.seconds()));

    assertThat(load.refused()).as("players were refused").isEmpty();
    for (String phase : List.of(BEFORE, DURING, AFTER)) {
      assertThat(latencies.of(phase).failed()).as("calls without effect: " + phase).isZero();
    }
    assertThat(agreement.isReached()).as(agreement.summary()).isTrue();
    assertThat(LedgerCheck.problems(system.ignite(), EXPECTED)).isEmpty();
  }

  private static void phase(Latencies latencies, String phase) throws Exception {
    Counters counters = system.counters();
    int rowsMax = system.settings().mirror().bufferMax() + system.settings().mirror().batchMax();
    counters.reset();
    latencies.begin(phase);
    Duration time = Duration.ofSeconds(SHORT_PHASE_SECONDS);
    if (!OUTAGE.isZero()) {
      time = phase.equals(DURING) ? OUTAGE : OUTAGE.dividedBy(5);
    }
    Thread.sleep(time.toMillis());
    latencies.end();
    Latencies.Figures figures = latencies.of(phase);
    List<Long> residentMb = new ArrayList<>();
    for (int node = 1; node <= RunningParts.NODES; node++) {
      residentMb.add(system.parts().residentKb(RunningParts.node(node)) / 1_024);
    }
    LOG.info(
        "| {} | {} s | {}/s | {} | {} | {} | {} | {} | {} MB | {} MB |",
        phase,
        time.toSeconds(),
        figures.perSecond(),
        ms(figures.p50Ms()),
        ms(figures.p99Ms()),
        ms(figures.p999Ms()),
        ms(figures.maxMs()),
        counters.maxOfNodes(Counters.WAITING),
        counters.maxOfNodes(Counters.HEAP) >> 20,
        residentMb);
    assertThat(counters.maxOfNodes(Counters.WAITING))
        .as("rows in one buffer")
        .isLessThanOrEqualTo(rowsMax);
  }

  private static String ms(double value) {
    return "%.1f ms".formatted(value);
  }

  private static void startPlaying(Load load, Random random) throws Exception {
    ApiClient api = system.running().api();
    if (EXPECTED.isEmpty()) {
      for (long player : ChaosSystem.PLAYERS) {
        load.make(RestCalls.deposit(api, player, "first", 100_000_000));
      }
    }
    String run = "rest-" + EXPECTED.size() + "-";
    for (int i = 0; i < REST_THREADS; i++) {
      load.start(new RestCalls(api, ChaosSystem.PLAYERS, new Random(random.nextLong()), run + i));
    }
  }

  private static void awaitMore(Load load, int calls) {
    int before = load.known();
    await().atMost(CALM).until(() -> load.known() > before + calls);
  }
}
