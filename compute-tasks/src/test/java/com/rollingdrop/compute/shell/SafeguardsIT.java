package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.PlayerLimits;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.SetLimit;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits and pauses on a real node. Each test has players of its own; the crate costs 250. */
@SuppressWarnings("NullAway.Init") // set before all tests
class SafeguardsIT {
  private static final int THREADS = 64;
  private static final long DAY_MS = 86_400_000;

  /** No day, week or month ends while a test runs: the executors of this clock stand still. */
  private static final Instant NOW = Instant.parse("2026-11-18T10:00:00Z");

  @TempDir private static Path data;
  private static TestGrid grid;
  private static CommandGateway gateway;
  private static PlayerReads reads;

  @BeforeAll
  static void start() {
    grid = new TestGrid(data);
    connect();
  }

  private static void connect() {
    at(NOW).attach();
    gateway =
        new CommandGateway(grid.ignite(), grid.settings().gateway(), new SimpleMeterRegistry());
    reads = new PlayerReads(grid.ignite());
  }

  private static CommandExecutor at(Instant time) {
    return new CommandExecutor(
        grid.ignite(),
        Samples.vault(),
        InstantSource.fixed(time),
        "USD",
        Samples.RULES,
        Mirror.NONE,
        new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    grid.close();
  }

  @Test
  void manyOpeningsAtOnceStopAtTheSpendLimitToTheCoin() throws Exception {
    done(deposit(1, "d", 1_000_000));
    done(limit(1, "l", LimitKind.SPEND, LimitWindow.DAY, 250L * 777));

    Map<String, Long> outcomes = atOnce(20, number -> open(1, "o" + number));

    assertThat(outcomes).containsOnlyKeys("DONE", "LIMIT_REACHED").containsEntry("DONE", 777L);
    assertThat(wallet(1).availableMinor()).isEqualTo(1_000_000 - 250 * 777);
    assertThat(use(1).usedMinor()).isEqualTo(250 * 777);
    assertThat(use(1).leftMinor()).isZero();
    assertThatTheBooksAreClean();
  }

  @Test
  void aFirstLimitAmidOpeningsCountsThoseBeforeAndAfterItAlike() throws Exception {
    done(deposit(2, "d", 1_000_000));
    long limitMinor = 250L * 400;
    for (int i = 0; i < 100; i++) {
      done(open(2, "before" + i));
    }

    Map<String, Long> outcomes =
        atOnce(
            20,
            number ->
                number == 300
                    ? limit(2, "l", LimitKind.SPEND, LimitWindow.WEEK, limitMinor)
                    : open(2, "o" + number));

    long spentMinor = 1_000_000 - wallet(2).availableMinor();
    assertThat(use(2).usedMinor()).isEqualTo(spentMinor);
    assertThat(outcomes.getOrDefault("DONE", 0L)).isGreaterThan(1);
    assertThat(at(NOW).execute(List.of(open(2, "one more"))).get(0) instanceof Outcome.Done)
        .isEqualTo(spentMinor + 250 <= limitMinor);
    assertThatTheBooksAreClean();
  }

  @Test
  void aLimitInTheSameBatchCountsWhatTheBatchDidBefore() {
    CommandExecutor executor = at(NOW);
    executor.execute(List.of(deposit(3, "d", 10_000), open(3, "a")));

    List<Outcome> outcomes =
        executor.execute(
            List.of(
                open(3, "b"),
                open(3, "c"),
                limit(3, "l", LimitKind.SPEND, LimitWindow.MONTH, 1_000L),
                open(3, "d1"),
                open(3, "e")));

    assertThat(outcomes.subList(0, 4)).allMatch(Outcome.Done.class::isInstance);
    assertThat(outcomes.get(4))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.LIMIT_REACHED));
    assertThat(use(3).usedMinor()).isEqualTo(1_000);
  }

  @Test
  void aLongHistoryIsReadPageByPage() {
    CommandExecutor executor = at(NOW);
    executor.execute(List.of(deposit(4, "d", 1_000_000)));
    for (int batch = 0; batch < 25; batch++) {
      List<Command> openings = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        openings.add(open(4, "o" + batch + "-" + i));
      }
      executor.execute(openings);
    }

    done(limit(4, "l", LimitKind.SPEND, LimitWindow.DAY, 1_000_000L));

    assertThat(use(4).usedMinor()).isEqualTo(250 * 2_500);
    assertThat(use(4).countedFromMs())
        .isLessThan(Instant.parse("2026-11-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void bothSidesOfASaleAreHeldToTheirSafeguards() {
    done(deposit(5, "d", 10_000));
    done(deposit(6, "d", 10_000));
    done(open(5, "o"));
    UUID item = reads.inventory(5, Long.MAX_VALUE, 1).get(0).itemId();
    done(new ListItem(5, TransactionIds.ofKey(5, "list"), item, 300));
    done(new Pause(5, TransactionIds.ofKey(5, "p"), PauseKind.COOL_OFF, 7));
    done(limit(6, "l", LimitKind.SPEND, LimitWindow.DAY, 299L));

    BuyListing purchase = new BuyListing(6, TransactionIds.ofKey(6, "buy"), 5, item, 300);
    refused(purchase, Refusal.LIMIT_REACHED);
    refused(deposit(5, "more", 1), Refusal.PLAYER_PAUSED);
    Outcome nextDay =
        at(NOW.plusMillis(DAY_MS))
            .execute(List.of(limit(6, "l2", LimitKind.SPEND, LimitWindow.DAY, null)))
            .get(0);
    assertThat(nextDay).isInstanceOf(Outcome.Done.class);
    assertThat(at(NOW.plusMillis(2 * DAY_MS)).execute(List.of(purchase)).get(0))
        .isInstanceOf(Outcome.Done.class);
    assertThat(wallet(5).availableMinor()).isEqualTo(10_000 - 250 + 285);
  }

  @Test
  void safeguardsSurviveARestartAndAnalystsSeeWhoIsExcluded() {
    done(deposit(7, "d", 10_000));
    done(limit(7, "l", LimitKind.LOSS, LimitWindow.WEEK, 300L));
    done(limit(7, "l2", LimitKind.LOSS, LimitWindow.WEEK, 500L));
    done(open(7, "o"));
    done(new Pause(7, TransactionIds.ofKey(7, "p"), PauseKind.SELF_EXCLUSION, null));
    PlayerLimits before = reads.limits(7, NOW.toEpochMilli());
    gateway.close();
    grid.restart();
    connect();

    assertThat(reads.limits(7, NOW.toEpochMilli())).isEqualTo(before);
    assertThat(before.excludedUntilMs()).isEqualTo(Safeguards.FOR_EVER);
    assertThat(before.limits())
        .containsExactly(
            new PlayerLimits.Use(
                LimitKind.LOSS,
                LimitWindow.WEEK,
                300,
                250,
                50,
                Instant.parse("2026-11-23T00:00:00Z").toEpochMilli(),
                before.limits().get(0).countedFromMs(),
                new PlayerLimits.Next(500L, NOW.toEpochMilli() + DAY_MS)));
    refused(open(7, "again"), Refusal.PLAYER_EXCLUDED);
    assertThat(
            Caches.wallets(grid.ignite())
                .query(
                    new SqlFieldsQuery(
                        "SELECT playerId FROM ROLLINGDROP.WALLETS WHERE excludedUntilMs > 0"))
                .getAll())
        .containsExactly(List.of(7L));
  }

  @Test
  void whoHasSetNothingHasNoLimits() {
    done(deposit(8, "d", 1));

    assertThat(reads.limits(8, 0)).isEqualTo(new PlayerLimits(0, 0, List.of()));
    assertThat(reads.limits(999, 0)).isEqualTo(new PlayerLimits(0, 0, List.of()));
    assertThat(wallet(8).safeguards()).isNull();
  }

  /** Has many threads send so many commands each, and counts what comes of them. */
  private static Map<String, Long> atOnce(int each, Function<Integer, Command> command)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<List<String>>> players = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * each;
        players.add(
            () -> {
              List<String> names = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                names.add(name(gateway.submit(command.apply(first + i)).join()));
              }
              return names;
            });
      }
      List<String> names = new ArrayList<>();
      for (Future<List<String>> one : threads.invokeAll(players)) {
        names.addAll(one.get());
      }
      return names.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
    } finally {
      threads.shutdownNow();
    }
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Refused refused) {
      return refused.refusal().name();
    }
    return outcome instanceof Outcome.Done ? "DONE" : outcome.toString();
  }

  private static void assertThatTheBooksAreClean() {
    AuditTally tally = new GridAudit(grid.ignite()).all(true, soFar -> {});
    assertThat(tally.findings()).isEmpty();
  }

  private static PlayerLimits.Use use(long player) {
    return reads.limits(player, NOW.toEpochMilli()).limits().get(0);
  }

  private static Deposit deposit(long player, String key, long minor) {
    return new Deposit(player, TransactionIds.ofKey(player, key), minor);
  }

  private static OpenBox open(long player, String key) {
    return new OpenBox(player, TransactionIds.ofKey(player, key), "crate", 1);
  }

  private static SetLimit limit(
      long player, String key, LimitKind kind, LimitWindow window, @Nullable Long amountMinor) {
    return new SetLimit(player, TransactionIds.ofKey(player, key), kind, window, amountMinor);
  }

  private static void done(Command command) {
    assertThat(gateway.submit(command).join()).isInstanceOf(Outcome.Done.class);
  }

  private static void refused(Command command, Refusal refusal) {
    assertThat(gateway.submit(command).join())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(refusal));
  }

  private static Wallet wallet(long player) {
    return Objects.requireNonNull(reads.wallet(player));
  }
}
