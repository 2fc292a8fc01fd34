package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a real node; each test plants a fault, finds it, and mends it again. */
@SuppressWarnings("NullAway.Init") // set before all tests
class AuditIT {
  private static final int PLAYERS = 40;
  private static final long ONE = 1;
  private static final long OTHER = 2;

  @TempDir private static Path data;
  private static TestGrid grid;
  private static GridAudit audit;
  private static PlayerReads reads;

  @BeforeAll
  static void play() {
    grid = new TestGrid(data);
    audit = new GridAudit(grid.ignite());
    reads = new PlayerReads(grid.ignite());
    for (long player = 1; player <= PLAYERS; player++) {
      done(new Deposit(player, id(player, "d"), 10_000));
      done(new OpenBox(player, id(player, "o"), "crate", 3));
      done(new Redeem(player, id(player, "r"), anItem(player)));
      done(new Withdraw(player, id(player, "w"), 100, 60_000, false));
      done(new Withdraw(player, id(player, "x"), 50, 60_000, false));
      done(new EndWithdrawal(player, id(player, "e"), id(player, "w"), EndWithdrawal.How.SETTLE));
    }
    for (long player = 2; player <= PLAYERS; player++) {
      done(new TransferItem(player, id(player, "t"), anItem(player), player - 1));
    }
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Test
  void whatCommandsLeaveIsClean() {
    AuditTally seen = audit.all(true, sofar -> {});

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.players()).isGreaterThanOrEqualTo(PLAYERS);
    assertThat(seen.itemsInPlay()).isGreaterThanOrEqualTo(2 * PLAYERS);
    assertThat(seen.itemsOutOfPlay()).isGreaterThanOrEqualTo(PLAYERS);
    assertThat(seen.withdrawals()).isGreaterThanOrEqualTo(PLAYERS);
    assertThat(seen.sums().balanceMinor(Account.ESCROW)).isEqualTo(seen.heldMinor());
  }

  @Test
  void aLongLedgerIsReadInPages() {
    long player = 500;
    List<Command> many =
        IntStream.range(0, 2_500)
            .<Command>mapToObj(i -> new Deposit(player, id(player, "d" + i), 1))
            .toList();
    CommandExecutor.of(grid.ignite()).execute(many);

    AuditTally seen = audit.player(player, true);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.entries()).isEqualTo(2_500);
  }

  @Test
  void commandsThatRunMeanwhileAreNotTakenForFaults() {
    AtomicBoolean stop = new AtomicBoolean();
    CompletableFuture<Void> playing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !stop.get(); i++) {
                long from = i % 2 == 0 ? 600 : 601;
                long to = 1_201 - from;
                run(new Deposit(from, id(from, "d" + i), 1_000));
                run(new OpenBox(from, id(from, "o" + i), "crate", 2));
                run(new Withdraw(from, id(from, "w" + i), 10, 60_000, false));
                run(
                    new EndWithdrawal(
                        from, id(from, "e" + i), id(from, "w" + i), EndWithdrawal.How.VOID));
                UUID sold = anItem(from);
                run(new ListItem(from, id(from, "l" + i), sold, 5));
                run(new BuyListing(to, id(to, "b" + i), from, sold, 5));
                for (PlayerReads.OwnedItem owned : reads.inventory(from, Long.MAX_VALUE, 2)) {
                  run(new TransferItem(from, id(from, "t" + i), owned.itemId(), to));
                }
                reads
                    .inventory(from, Long.MAX_VALUE, 9)
                    .forEach(
                        owned ->
                            run(new Redeem(from, id(from, "r" + owned.itemId()), owned.itemId())));
              }
            });
    try {
      for (int round = 0; round < 300; round++) {
        assertThat(audit.player(600, true).findings()).isEmpty();
        assertThat(audit.player(601, true).findings()).isEmpty();
      }
      AuditTally items = new AuditTally();
      for (int round = 0; round < 10; round++) {
        new ItemOwnership(grid.ignite()).audit(items);
      }
      assertThat(items.findings()).isEmpty();
      assertThat(audit.all(false, sofar -> {}).findings()).isEmpty();
    } finally {
      stop.set(true);
      playing.join();
    }
    assertThat(audit.player(600, true).entries()).isGreaterThan(10);
  }

  @Test
  void aChangedAmountIsFound() {
    LedgerKey key = new LedgerKey(ONE, id(ONE, "d"));
    LedgerEntry entry = Caches.ledger(grid.ignite()).get(key);

    whileIn(
        Caches.ledger(grid.ignite()),
        key,
        LedgerEntry.of(entry.kind(), entry.debitAccount(), entry.creditAccount(), 10_001)
            .at(entry.sequence(), entry.createdAtMs())
            .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
            .fingerprint(entry.fingerprint())
            .reply(entry.reply())
            .hash(entry.hash())
            .build(),
        () -> {
          found(false, Fault.ENTRY_WRONG, key.toString());
          found(true, Fault.CHAIN_BROKEN, key.toString());
          found(false, Fault.ACCOUNTS_WRONG, "all");
        });
  }

  @Test
  void aRemovedEntryIsFound() {
    whileOut(
        Caches.ledger(grid.ignite()),
        new LedgerKey(ONE, id(ONE, "o")),
        () -> {
          Finding finding = found(false, Fault.ENTRY_MISSING, Long.toString(ONE));
          assertThat(finding.sentence()).isEqualTo("entry 2 is missing");
        });
  }

  @Test
  void anInsertedEntryIsFoundInTheMiddleAtTheEndAndOfNobody() {
    for (long sequence : new long[] {-5, 2, 1_000_000_000_000L}) {
      LedgerKey key = new LedgerKey(ONE, id(ONE, "inserted"));
      whileIn(
          Caches.ledger(grid.ignite()),
          key,
          inserted(sequence),
          () -> found(false, Fault.ENTRY_EXTRA, key.toString()));
    }
    LedgerKey nobodys = new LedgerKey(987_654, id(987_654, "inserted"));
    whileIn(
        Caches.ledger(grid.ignite()),
        nobodys,
        inserted(1),
        () -> found(false, Fault.WALLET_MISSING, nobodys.toString()));
  }

  private static LedgerEntry inserted(long sequence) {
    return LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 7)
        .at(sequence, 1)
        .build();
  }

  @Test
  void aChangedWalletIsFound() {
    Wallet wallet = Objects.requireNonNull(reads.wallet(ONE));

    whileIn(
        Caches.wallets(grid.ignite()),
        ONE,
        wallet(wallet, wallet.availableMinor() + 1, wallet.sequence()),
        () -> found(false, Fault.WALLET_WRONG, Long.toString(ONE)));
    whileIn(
        Caches.wallets(grid.ignite()),
        ONE,
        wallet(wallet, wallet.availableMinor(), Long.MAX_VALUE),
        () -> found(false, Fault.ENTRY_MISSING, Long.toString(ONE)));
    whileOut(
        Caches.wallets(grid.ignite()),
        ONE,
        () -> {
          AuditTally seen = audit.all(false, sofar -> {});
          assertThat(seen.findings())
              .filteredOn(finding -> finding.fault() == Fault.WALLET_MISSING)
              .hasSizeGreaterThan(5);
        });
  }

  private static Wallet wallet(Wallet wallet, long availableMinor, long sequence) {
    return new Wallet(
        availableMinor,
        wallet.heldMinor(),
        wallet.promoMinor(),
        wallet.currency(),
        sequence,
        wallet.ledgerHash(),
        wallet.version(),
        wallet.sealedServerSeed(),
        wallet.serverSeedHash(),
        wallet.clientSeed(),
        wallet.nonce(),
        wallet.createdAtMs(),
        wallet.updatedAtMs());
  }

  @Test
  void anItemUnderASecondOwnerIsFound() {
    UUID id = anItem(ONE);
    Item item = Caches.items(grid.ignite()).get(new ItemKey(ONE, id));

    whileIn(
        Caches.items(grid.ignite()),
        new ItemKey(OTHER, id),
        item,
        () -> {
          found(false, Fault.ITEM_UNEXPLAINED, OTHER + "/" + id);
          Finding twice = found(false, Fault.ITEM_OWNED_TWICE, ONE + "/" + id);
          assertThat(twice.sentence()).contains("[1, 2]");
        });
  }

  @Test
  void anItemUnderASecondOwnerIsFoundInOneOfTheContinuousAuditsTurns() {
    UUID id = anItem(ONE);
    Item item = Caches.items(grid.ignite()).get(new ItemKey(ONE, id));
    long items = Caches.items(grid.ignite()).sizeLong(CachePeekMode.PRIMARY) + 1;
    long atATime = Math.max(1, items / 3);
    long turns = 1 + items / atATime;
    ItemOwnership fewAtATime = new ItemOwnership(grid.ignite(), atATime);

    whileIn(
        Caches.items(grid.ignite()),
        new ItemKey(OTHER, id),
        item,
        () -> {
          AuditTally found = new AuditTally();
          AtomicLong lookedAt = new AtomicLong();
          for (long turn = 0; turn < turns; turn++) {
            fewAtATime.auditNext(turn, found, lookedAt::addAndGet);
          }
          assertThat(found.findings())
              .extracting(Finding::toString)
              .containsExactly(
                  "ITEM_OWNED_TWICE 1/" + id + ": the item is in play with players [1, 2]");
          assertThat(lookedAt).hasValue(turns * items);
        });
  }

  @Test
  void aRemovedItemIsFound() {
    ItemKey key = new ItemKey(ONE, anItem(ONE));

    whileOut(
        Caches.items(grid.ignite()), key, () -> found(false, Fault.ITEM_MISSING, key.toString()));
  }

  @Test
  void aGiftThatStandsInOneLedgerOnlyIsFound() {
    UUID gift = id(OTHER, "t");

    whileOut(
        Caches.ledger(grid.ignite()),
        new LedgerKey(ONE, gift),
        () -> found(false, Fault.COUNTERPART_WRONG, new LedgerKey(OTHER, gift).toString()));
  }

  @Test
  void anItemForSaleThatNobodyListedIsFound() {
    ItemKey key = new ItemKey(ONE, anItem(ONE));

    whileIn(
        Caches.items(grid.ignite()),
        key,
        Caches.items(grid.ignite()).get(key).listed(1),
        () -> found(false, Fault.LISTING_WRONG, key.toString()));
  }

  @Test
  void anOrphanedHoldIsFound() {
    PendingKey orphan = new PendingKey(ONE, id(ONE, "orphan"));
    Pending pending = Pending.withdrawal(5, false, 0, Long.MAX_VALUE);
    PendingKey nobodys = new PendingKey(987_654, id(987_654, "orphan"));

    whileIn(
        Caches.pending(grid.ignite()),
        orphan,
        pending,
        () -> found(false, Fault.HOLD_WRONG, orphan.toString()));
    whileIn(
        Caches.pending(grid.ignite()),
        nobodys,
        pending,
        () -> found(false, Fault.WALLET_MISSING, nobodys.toString()));
  }

  @Test
  void theContinuousAuditCountsWhatItFinds() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (ContinuousAudit continuous =
        new ContinuousAudit(grid.ignite(), 100_000, InstantSource.system(), registry)) {
      continuous.round();
      assertThat(registry.counter("rollingdrop.audit.players").count())
          .isGreaterThanOrEqualTo((double) PLAYERS);
      assertThat(registry.counter("rollingdrop.audit.findings").count()).isZero();

      whileOut(Caches.items(grid.ignite()), new ItemKey(ONE, anItem(ONE)), continuous::round);
      assertThat(registry.counter("rollingdrop.audit.findings").count()).isEqualTo(1);
    }
  }

  private static Finding found(boolean chain, Fault fault, String key) {
    List<Finding> findings = audit.all(chain, sofar -> {}).findings();
    assertThat(findings)
        .as("%s %s", fault, key)
        .anyMatch(finding -> finding.fault() == fault && finding.key().equals(key));
    return findings.stream()
        .filter(finding -> finding.fault() == fault && finding.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static <K, V> void whileIn(IgniteCache<K, V> cache, K key, V value, Runnable look) {
    V before = cache.getAndPut(key, value);
    try {
      look.run();
    } finally {
      if (before == null) {
        cache.remove(key);
      } else {
        cache.put(key, before);
      }
    }
  }

  private static <K, V> void whileOut(IgniteCache<K, V> cache, K key, Runnable look) {
    V before = cache.getAndRemove(key);
    assertThat(before).isNotNull();
    try {
      look.run();
    } finally {
      cache.put(key, before);
    }
  }

  private static UUID anItem(long player) {
    return reads.inventory(player, Long.MAX_VALUE, 1).get(0).itemId();
  }

  private static UUID id(long player, String key) {
    return TransactionIds.ofKey(player, key);
  }

  private static Outcome run(Command command) {
    return CommandExecutor.of(grid.ignite()).execute(List.of(command)).get(0);
  }

  private static void done(Command command) {
    assertThat(run(command)).isInstanceOf(Outcome.Done.class);
  }
}
