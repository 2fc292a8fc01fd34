package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.StockConflictException;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes with a stock or a guarantee on a real node. Each test has boxes and players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class LimitedBoxIT {
  private static final AtomicLong PLAYERS = new AtomicLong();

  @TempDir private static Path data;
  private static TestGrid grid;
  private static CommandGateway gateway;

  @BeforeAll
  static void start() {
    grid = new TestGrid(data);
    connect();
  }

  private static void connect() {
    gateway =
        new CommandGateway(grid.ignite(), grid.settings().gateway(), new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    grid.close();
  }

  @Test
  void manyAtOnceGetEveryDrawOfTheStockAndNotOneMore() {
    publish(Samples.limited("rush", 1_000));
    AtomicInteger done = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<CompletableFuture<Void>> threads =
        LongStream.range(0, 64)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          long player = player();
                          for (Outcome outcome = open(player, "rush", 1);
                              !isSoldOut(outcome);
                              outcome = open(player, "rush", 1)) {
                            assertThat(outcome).isInstanceOf(Outcome.Done.class);
                            done.incrementAndGet();
                          }
                          refused.incrementAndGet();
                        },
                        command -> new Thread(command).start()))
            .toList();
    threads.forEach(CompletableFuture::join);

    assertThat(done).hasValue(1_000);
    assertThat(refused).hasValue(64);
    assertThat(left("rush")).isZero();
    assertThat(findings()).isEmpty();
  }

  @Test
  void theLastDrawsAreFoundInAnotherPartitionsQuota() {
    publish(Samples.limited("scattered", 640));
    long first = player();
    done(open(first, "scattered", 1));
    assertThat(quota("scattered", first).remaining()).as("leased and idle").isEqualTo(9);

    long other = playerApartFrom(first);
    for (int i = 0; i < 639; i++) {
      done(open(other, "scattered", 1));
    }
    assertThat(isSoldOut(open(other, "scattered", 1))).isTrue();
    assertThat(isSoldOut(open(first, "scattered", 1))).isTrue();
    assertThat(quota("scattered", first)).extracting(Quota::remaining).isEqualTo(0L);
    assertThat(findings()).isEmpty();
  }

  @Test
  void whoAsksForMoreThanIsLeftIsToldHowManyThatIs() {
    publish(Samples.limited("few", 8));
    long player = player();
    done(open(player, "few", 5));

    assertThat(open(playerApartFrom(player), "few", 5))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.BOX_SOLD_OUT,
                "Box few has no more than 3 draws left, the opening asks for 5."));
    done(open(playerApartFrom(player), "few", 3));
    assertThat(open(player, "few", 1))
        .isEqualTo(new Outcome.Refused(Refusal.BOX_SOLD_OUT, "Box few is sold out."));
  }

  @Test
  void oneBatchOfTheGatewayMayHoldMoreThanIsLeft() {
    publish(Samples.limited("burst", 20));
    List<Long> players = LongStream.range(0, 40).mapToObj(i -> player()).toList();
    List<Command> burst =
        players.stream().<Command>map(player -> opening(player, "burst", 1)).toList();

    List<Outcome> outcomes = CommandExecutor.of(grid.ignite()).execute(burst);

    assertThat(outcomes.subList(0, 20)).allMatch(Outcome.Done.class::isInstance);
    assertThat(outcomes.subList(20, 40)).allMatch(LimitedBoxIT::isSoldOut);
  }

  @Test
  void aPlayersBatchGetsAllItsDrawsOrNone() {
    publish(Samples.limited("pair", 9));
    long player = player();

    assertThat(submit(batch(player, opening(player, "pair", 5), opening(player, "pair", 5))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(Refusal.BATCH_REFUSED));
    done(submit(batch(player, opening(player, "pair", 5), opening(player, "pair", 4))));
    assertThat(left("pair")).isZero();
    assertThat(findings()).isEmpty();
  }

  @Test
  void aRepetitionIsAnsweredAlsoWhenTheBoxIsSoldOut() {
    publish(Samples.limited("once", 1));
    OpenBox opening = opening(player(), "once", 1);

    Outcome.Done first = (Outcome.Done) submit(opening);
    assertThat(isSoldOut(open(player(), "once", 1))).isTrue();
    assertThat(submit(opening)).isEqualTo(new Outcome.Done(first.reply(), true));
  }

  @Test
  void aNewVersionRaisesTheStockAndLowersItNotBelowWhatIsGone() {
    publish(Samples.limited("again", 3));
    long player = player();
    done(open(player, "again", 3));
    assertThat(isSoldOut(open(player, "again", 1))).isTrue();

    publish(Samples.limited("again", 5));
    done(open(player, "again", 2));
    assertThat(isSoldOut(open(player, "again", 1))).isTrue();
    assertThatExceptionOfType(StockConflictException.class)
        .isThrownBy(() -> publish(Samples.limited("again", 4)))
        .withMessageContaining("at least 5");
    publish(Samples.limited("again", 100));
    publish(Samples.limited("again", 50));
    assertThat(left("again")).isEqualTo(45);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aBoxNeitherGetsAStockLaterNorLosesIt() {
    BoxDefinition limited = Samples.limited("late", 3);
    BoxDefinition plain =
        new BoxDefinition("late", "Late", 1, limited.totalTickets(), limited.items());
    publish(plain);
    assertThatExceptionOfType(StockConflictException.class).isThrownBy(() -> publish(limited));

    publish(Samples.limited("early", 3));
    assertThatExceptionOfType(StockConflictException.class)
        .isThrownBy(
            () ->
                publish(
                    new BoxDefinition("early", "E", 1, limited.totalTickets(), limited.items())));
  }

  @Test
  void aQuotaLivesInThePartitionWhoseNumberItHas() {
    var quotas = grid.ignite().<QuotaKey>affinity(CacheName.QUOTAS.id());
    var wallets = grid.ignite().<Long>affinity(CacheName.WALLETS.id());

    assertThat(quotas.partitions()).isEqualTo(wallets.partitions());
    assertThat(IntStream.range(0, wallets.partitions()))
        .allMatch(partition -> quotas.partition(new QuotaKey("any", partition)) == partition);
  }

  @Test
  void analystsSeeWhatIsLeft() {
    publish(Samples.limited("seen", 100));
    done(open(player(), "seen", 4));

    assertThat(sql("SELECT SUM(remaining), SUM(sold) FROM ROLLINGDROP.QUOTAS WHERE boxId = 'seen'"))
        .hasToString("[[0, 4]]");
    assertThat(sql("SELECT total, unleased FROM ROLLINGDROP.STOCKS WHERE boxId = 'seen'"))
        .hasToString("[[100, 96]]");
  }

  private static List<List<?>> sql(String query) {
    return Caches.quotas(grid.ignite()).query(new SqlFieldsQuery(query)).getAll();
  }

  @Test
  void boxesWithoutAStockLeaveNoTraceInTheQuotas() {
    long player = player();
    done(open(player, "crate", 1));

    assertThat(Caches.stocks(grid.ignite()).containsKey("crate")).isFalse();
    assertThat(
            Caches.guaranteeCounters(grid.ignite()).containsKey(new BoxPlayerKey(player, "crate")))
        .isFalse();
  }

  @Test
  void theAuditFindsAQuotaThatSoldMoreThanTheLedgersTell() {
    publish(Samples.limited("cooked", 10_000));
    long player = player();
    done(open(player, "cooked", 2));
    QuotaKey key = quotaKey("cooked", player);
    Quota right = quota("cooked", player);
    assertThat(findings()).isEmpty();

    Caches.quotas(grid.ignite()).put(key, right.sell(1));
    assertThat(findings())
        .singleElement()
        .isEqualTo(
            new Finding(
                Fault.STOCK_WRONG,
                0,
                key.toString(),
                "the quota has sold 3, the ledgers have 2 draws"));
    Caches.quotas(grid.ignite()).put(key, right);
    assertThat(findings()).isEmpty();
  }

  @Test
  void theAuditFindsDrawsThatWereMadeOrLost() {
    publish(Samples.limited("leaky", 100));
    long player = player();
    done(open(player, "leaky", 2));
    QuotaKey key = quotaKey("leaky", player);
    Quota right = quota("leaky", player);
    BoxStock stock = Objects.requireNonNull(Caches.stocks(grid.ignite()).get("leaky"));

    Caches.quotas(grid.ignite()).put(key, right.lease(1));
    assertThat(findings())
        .singleElement()
        .matches(f -> f.sentence().endsWith("2 sold do not make the stock of 100"));
    Caches.quotas(grid.ignite()).put(key, right);
    Caches.stocks(grid.ignite()).put("leaky", new BoxStock(101, stock.unleased() + 1));
    assertThat(findings())
        .singleElement()
        .matches(f -> f.sentence().equals("the stock is 101, published is 100"));
    Caches.stocks(grid.ignite()).put("leaky", stock);
    assertThat(findings()).isEmpty();
  }

  @Test
  void theAuditTakesNoOpeningThatIsUnderWayForAFault() {
    publish(Samples.limited("busy", 1_000_000));
    List<CompletableFuture<Void>> playing =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          long player = player();
                          for (int n = 0; n < 200; n++) {
                            done(open(player, "busy", 2));
                          }
                        },
                        command -> new Thread(command).start()))
            .toList();
    while (!playing.stream().allMatch(CompletableFuture::isDone)) {
      assertThat(findings()).isEmpty();
    }
    playing.forEach(CompletableFuture::join);
    assertThat(left("busy")).isEqualTo(1_000_000 - 8 * 200 * 2);
  }

  @Test
  void aGuaranteeCountsOnOverARestart() {
    publish(Samples.guaranteed("promise", 10_000));
    long player = player();
    String before = reply(open(player, "promise", 7));
    gateway.close();
    grid.restart();
    connect();
    String after = reply(open(player, "promise", 1));

    long misses = number(before, "missesAfter");
    assertThat(number(after, "missesBefore")).isEqualTo(misses);
    GuaranteeCounter counter =
        Objects.requireNonNull(
            Caches.guaranteeCounters(grid.ignite()).get(new BoxPlayerKey(player, "promise")));
    assertThat(counter.misses()).isEqualTo((int) number(after, "missesAfter"));
    assertThat(counter.version()).isEqualTo(2);
  }

  private static long number(String reply, String field) {
    int at = reply.indexOf("\"" + field + "\":") + field.length() + 3;
    int end = at;
    while (Character.isDigit(reply.charAt(end))) {
      end++;
    }
    return Long.parseLong(reply.substring(at, end));
  }

  private static void publish(BoxDefinition box) {
    var unused = new BoxCatalog(grid.ignite()).publish(box);
  }

  /** One with money. */
  private static long player() {
    long player = PLAYERS.incrementAndGet();
    done(submit(new Deposit(player, TransactionIds.ofKey(player, "deposit"), 1_000_000)));
    return player;
  }

  private static long playerApartFrom(long other) {
    long player = player();
    while (quotaKey("any", player).equals(quotaKey("any", other))) {
      player = player();
    }
    return player;
  }

  private static OpenBox opening(long player, String boxId, int count) {
    return new OpenBox(player, UUID.randomUUID(), boxId, count);
  }

  private static Batch batch(long player, LedgerCommand... commands) {
    return new Batch(player, UUID.randomUUID(), List.of(commands));
  }

  private static Outcome open(long player, String boxId, int count) {
    return submit(opening(player, boxId, count));
  }

  private static Outcome submit(Command command) {
    return gateway.submit(command).join();
  }

  private static void done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
  }

  private static String reply(Outcome outcome) {
    done(outcome);
    return new String(((Outcome.Done) outcome).reply(), StandardCharsets.UTF_8);
  }

  private static boolean isSoldOut(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.BOX_SOLD_OUT;
  }

  private static QuotaKey quotaKey(String boxId, long player) {
    return new QuotaKey(
        boxId, grid.ignite().<Long>affinity(CacheName.WALLETS.id()).partition(player));
  }

  private static Quota quota(String boxId, long player) {
    return Objects.requireNonNull(Caches.quotas(grid.ignite()).get(quotaKey(boxId, player)));
  }

  private static long left(String boxId) {
    BoxStock stock = Objects.requireNonNull(Caches.stocks(grid.ignite()).get(boxId));
    long left = stock.unleased();
    int partitions = grid.ignite().<Long>affinity(CacheName.WALLETS.id()).partitions();
    for (int partition = 0; partition < partitions; partition++) {
      Quota quota = Caches.quotas(grid.ignite()).get(new QuotaKey(boxId, partition));
      left += quota == null ? 0 : quota.remaining();
    }
    return left;
  }

  private static List<Finding> findings() {
    AuditTally tally = new GridAudit(grid.ignite()).all(false, sofar -> {});
    return tally.findings();
  }
}
