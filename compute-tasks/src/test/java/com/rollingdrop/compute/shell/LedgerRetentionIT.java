package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries leave a real node, whose clock says that a hundred days have passed. */
@SuppressWarnings("NullAway.Init") // set before all tests
class LedgerRetentionIT {
  private static final int DAYS = 90;
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofDays(DAYS + 10));

  @TempDir private static Path data;
  private static PlayersOnGrid grid;
  private static GridAudit audit;
  private static long players;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** Entries that the archive does not have. */
  private final Set<LedgerKey> missing = ConcurrentHashMap.newKeySet();

  private boolean away;
  private long ann;
  private long bob;

  @BeforeAll
  static void start() {
    grid = new PlayersOnGrid(data);
    audit = new GridAudit(grid.ignite());
    new BoxCatalog(grid.ignite()).publish(Samples.limited("limited", 1_000));
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @BeforeEach
  void players() {
    ann = ++players;
    bob = ++players;
  }

  @Test
  void oldEntriesLeaveAndTheBooksStayRight() {
    play();
    long before = entries(ann).size();
    AuditTally whole = audit.all(true, sofar -> {});

    assertThat(round(LATER)).isGreaterThan(before);

    AuditTally rest = audit.all(true, sofar -> {});
    assertThat(rest.findings()).isEmpty();
    assertThat(entries(ann)).isEmpty();
    LedgerStart start = start(ann);
    assertThat(start.sequence()).isEqualTo(before).isEqualTo(grid.wallet(ann).sequence());
    assertThat(start.hash()).isEqualTo(grid.wallet(ann).ledgerHash());
    assertThat(rest.entries() + rest.closedEntries())
        .isEqualTo(whole.entries() + whole.closedEntries());
    assertThat(round(LATER)).as("there is nothing left to do").isZero();

    grid.done(PlayersOnGrid.deposit(ann, "young", 7));
    assertThat(entries(ann)).hasSize(1);
    assertThat(audit.player(ann, true).findings()).isEmpty();
  }

  @Test
  void youngEntriesStay() {
    play();
    round(InstantSource.offset(InstantSource.system(), Duration.ofDays(DAYS - 1)));

    assertThat(entries(ann)).hasSize((int) grid.wallet(ann).sequence());
    assertThat(Caches.ledgerStarts(grid.ignite()).get(ann)).isNull();
  }

  @Test
  void whatTheArchiveLacksStaysWithAllAfterItAndIsCounted() {
    play();
    List<LedgerKey> before = entries(ann);
    missing.add(before.get(1));
    round(LATER);

    assertThat(entries(ann)).isEqualTo(before);
    assertThat(held("not_archived")).isPositive();

    missing.clear();
    round(LATER);
    assertThat(entries(ann)).isEmpty();
  }

  @Test
  void withoutTheArchiveNothingLeaves() {
    play();
    away = true;

    assertThat(round(LATER)).isZero();
    assertThat(entries(ann)).isNotEmpty();
    assertThat(held("archive_away")).isEqualTo(1);
  }

  @Test
  void whatTheAuditFindsStays() {
    play();
    LedgerKey key = entries(ann).get(1);
    LedgerEntry entry = Caches.ledger(grid.ignite()).get(key);
    Caches.ledger(grid.ignite())
        .put(
            key,
            LedgerEntry.of(entry.kind(), entry.debitAccount(), entry.creditAccount(), 1)
                .at(entry.sequence(), entry.createdAtMs())
                .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
                .itemsIn(entry.itemsIn())
                .reply(entry.reply())
                .hash(entry.hash())
                .build());
    try {
      round(LATER);
      assertThat(entries(ann)).contains(key);
      assertThat(held("faulty")).isPositive();
    } finally {
      Caches.ledger(grid.ignite()).put(key, entry);
    }
    round(LATER);
    assertThat(entries(ann)).isEmpty();
  }

  @Test
  void whatIsOpenKeepsItsEntry() {
    grid.done(PlayersOnGrid.deposit(ann, "d", 10_000));
    UUID item = grid.itemOf(ann);
    grid.done(new ListItem(ann, id(ann, "list"), item, 5));
    grid.done(new Withdraw(ann, id(ann, "hold"), 100, Withdraw.HOLD_MAX_MS, false));
    round(LATER);

    assertThat(entries(ann))
        .containsExactly(new LedgerKey(ann, id(ann, "list")), new LedgerKey(ann, id(ann, "hold")));
    assertThat(held("open")).isPositive();
    assertThat(audit.player(ann, true).findings()).isEmpty();
  }

  @Test
  void aClosedKeyIsNeverUsedAgainAndAClosedTransactionIsNotReversed() {
    play();
    round(LATER);
    CommandExecutor late = grid.executor(LATER, Mirror.NONE);

    for (Command command :
        List.<Command>of(
            PlayersOnGrid.deposit(ann, "d", 10_000), PlayersOnGrid.open(ann, "item", 1))) {
      assertThat(late.execute(List.of(command)).get(0))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.IDEMPOTENCY_KEY_CLOSED));
    }
    assertThat(
            late.execute(
                    List.<Command>of(
                        new Reverse(ann, id(ann, "r"), id(ann, "d"), null, "too late")))
                .get(0))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TRANSACTION_CLOSED));
    PlayersOnGrid.done(
        late.execute(List.<Command>of(PlayersOnGrid.deposit(ann, "fresh", 1))).get(0));
    assertThat(audit.player(ann, true).findings()).isEmpty();
  }

  @Test
  void theDrawsOfALimitedBoxAreCountedOn() {
    grid.done(PlayersOnGrid.deposit(ann, "d", 10_000));
    grid.done(new OpenBox(ann, id(ann, "l1"), "limited", 3));
    round(LATER);
    grid.done(new OpenBox(ann, id(ann, "l2"), "limited", 2));

    assertThat(start(ann).draws()).isEqualTo(Map.of("limited", 3L));
    assertThat(audit.all(false, sofar -> {}).findings()).isEmpty();

    QuotaKey key =
        new QuotaKey(
            "limited", grid.ignite().<Long>affinity(CacheName.WALLETS.id()).partition(ann));
    Quota quota = Caches.quotas(grid.ignite()).get(key);
    Caches.quotas(grid.ignite()).put(key, new Quota(quota.remaining() - 1, quota.sold() + 1));
    try {
      assertThat(audit.all(false, sofar -> {}).findings())
          .extracting(finding -> finding.fault() + ": " + finding.sentence())
          .containsExactly("STOCK_WRONG: the quota has sold 6, the ledgers have 5 draws");
    } finally {
      Caches.quotas(grid.ignite()).put(key, quota);
    }
  }

  @Test
  void aFaultInTheRestOfAClosedPlayerIsFound() {
    play();
    round(LATER);
    UUID item = grid.reads().inventory(ann, Long.MAX_VALUE, 1).get(0).itemId();
    var before = Caches.items(grid.ignite()).getAndRemove(new ItemKey(ann, item));
    try {
      assertThat(audit.player(ann, false).findings())
          .extracting(Finding::fault)
          .containsExactly(Fault.ITEM_MISSING);
    } finally {
      Caches.items(grid.ignite()).put(new ItemKey(ann, item), before);
    }
    LedgerStart start = start(ann);
    Caches.ledgerStarts(grid.ignite()).remove(ann);
    try {
      assertThat(audit.all(false, sofar -> {}).findings())
          .extracting(found -> found.fault() + " " + found.key())
          .contains("ENTRY_MISSING " + ann);
    } finally {
      Caches.ledgerStarts(grid.ignite()).put(ann, start);
    }
    long nobody = 987_654;
    Caches.ledgerStarts(grid.ignite()).put(nobody, start);
    try {
      assertThat(audit.all(false, sofar -> {}).findings())
          .extracting(found -> found.fault() + " " + found.key())
          .contains("WALLET_MISSING " + nobody);
    } finally {
      Caches.ledgerStarts(grid.ignite()).remove(nobody);
    }
  }

  /** The window ends now: what was decided a moment ago is closed at once. */
  @Test
  void playersGoOnWhileTheirLedgersAreClosedBehindThem() {
    InstantSource now = InstantSource.offset(InstantSource.system(), Duration.ofDays(DAYS));
    AtomicBoolean stop = new AtomicBoolean();
    grid.done(PlayersOnGrid.deposit(ann, "money", 1_000_000));
    grid.done(PlayersOnGrid.deposit(bob, "money", 1_000_000));
    CompletableFuture<Void> playing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !stop.get(); i++) {
                long from = i % 2 == 0 ? ann : bob;
                grid.submit(PlayersOnGrid.open(from, "o" + i, 2)).join();
                UUID item = grid.reads().inventory(from, Long.MAX_VALUE, 1).get(0).itemId();
                grid.submit(
                        new TransferItem(from, id(from, "t" + i), item, from == ann ? bob : ann))
                    .join();
              }
            });
    try {
      long left = 0;
      for (int round = 0; round < 30; round++) {
        left += round(now);
        assertThat(audit.player(ann, true).findings()).isEmpty();
        assertThat(audit.player(bob, true).findings()).isEmpty();
      }
      assertThat(audit.all(true, sofar -> {}).findings()).isEmpty();
      assertThat(left).isPositive();
    } finally {
      stop.set(true);
      playing.join();
    }
    assertThat(start(ann).sequence()).isGreaterThan(5);
  }

  @Test
  void aLongLedgerLeavesInPartsAndTheMirrorHearsOfEachStart() {
    List<Command> many =
        IntStream.range(0, 2 * LedgerTrimmer.ENTRIES_MAX + 1)
            .<Command>mapToObj(i -> new Deposit(ann, id(ann, "d" + i), 1))
            .toList();
    CommandExecutor.of(grid.ignite()).execute(many);
    RecordingMirror mirror = new RecordingMirror();
    round(LATER, mirror);

    assertThat(entries(ann)).isEmpty();
    assertThat(start(ann).availableMinor()).isEqualTo(many.size());
    assertThat(mirror.told).containsOnlyKeys(CacheName.LEDGER_STARTS);
    assertThat(mirror.told.get(CacheName.LEDGER_STARTS)).containsKey(ann);
    assertThat(registry.counter("rollingdrop.retention.entries").count())
        .isGreaterThanOrEqualTo(many.size());
  }

  private void play() {
    grid.done(PlayersOnGrid.deposit(ann, "d", 10_000));
    grid.done(PlayersOnGrid.deposit(bob, "d", 10_000));
    UUID gift = grid.itemOf(ann);
    grid.done(PlayersOnGrid.open(ann, "more", 2));
    grid.done(new TransferItem(ann, id(ann, "gift"), gift, bob));
  }

  private long round(InstantSource clock) {
    return round(clock, Mirror.NONE);
  }

  private long round(InstantSource clock, Mirror mirror) {
    try (LedgerRetention retention =
        new LedgerRetention(grid.ignite(), this::digest, mirror, DAYS, 100_000, clock, registry)) {
      return retention.round();
    }
  }

  private OptionalLong digest(Map<LedgerKey, LedgerEntry> entries) {
    if (away) {
      throw new IllegalStateException("away");
    }
    return entries.keySet().stream().anyMatch(missing::contains)
        ? OptionalLong.empty()
        : OptionalLong.of(entries.size());
  }

  private double held(String reason) {
    return registry.counter("rollingdrop.retention.held", "reason", reason).count();
  }

  private static LedgerStart start(long player) {
    return Objects.requireNonNull(Caches.ledgerStarts(grid.ignite()).get(player));
  }

  /** Oldest first. */
  private static List<LedgerKey> entries(long player) {
    return grid.reads().history(player, Long.MAX_VALUE, 1_000).stream()
        .sorted((one, other) -> Long.compare(one.entry().sequence(), other.entry().sequence()))
        .map(past -> new LedgerKey(player, past.transactionId()))
        .toList();
  }

  private static UUID id(long player, String key) {
    return TransactionIds.ofKey(player, key);
  }
}
