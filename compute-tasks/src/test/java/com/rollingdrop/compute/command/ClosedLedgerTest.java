package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.Safeguards;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A player whose older half is closed, and what may be wrong with it. */
class ClosedLedgerTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final UUID FIRST = TransactionIds.ofKey(ANN, "first");
  private static final UUID YOUNG = TransactionIds.ofKey(ANN, "young");
  private static final long NOON_MS = 50_000;

  private final World world = new World();
  private UUID kept;
  private UUID sold;

  /** Six old entries, of which nothing is open, and three young ones. */
  @BeforeEach
  void play() {
    world.done(new Deposit(ANN, FIRST, 10_000));
    kept = world.open(ANN);
    sold = world.open(ANN);
    world.done(new ListItem(ANN, UUID.randomUUID(), sold, 70));
    UUID hold = UUID.randomUUID();
    world.done(new Withdraw(ANN, hold, 300, Withdraw.HOLD_MIN_MS, false));
    world.done(new EndWithdrawal(ANN, UUID.randomUUID(), hold, EndWithdrawal.How.SETTLE));
    world.passMs(NOON_MS);
    world.deposit(BOB, 1_000);
    world.done(new BuyListing(BOB, UUID.randomUUID(), ANN, sold, 70));
    world.done(new Deposit(ANN, YOUNG, 5));
    world.open(ANN);
    assertThat(WorldAudit.close(world, ANN, NOON_MS)).isEqualTo(6);
  }

  @Test
  void whatIsLeftExplainsAllThatThePlayerHas() {
    AuditTally all = audit(ANN);
    all.add(audit(BOB));
    all.closeBooks();

    assertThat(all.findings()).isEmpty();
    assertThat(all.closedEntries()).isEqualTo(6);
    assertThat(all.closedLedgers()).isEqualTo(1);
    assertThat(WorldAudit.ledger(world, ANN)).hasSize(3);
    LedgerStart start = Objects.requireNonNull(world.starts.get(ANN));
    assertThat(start.availableMinor()).isEqualTo(10_000 - 500 - 300);
    assertThat(start.heldMinor()).isZero();
    assertThat(start.items()).isEqualTo(2);
    assertThat(start.debitsMinor()).containsEntry(Account.CASH_IN, 10_000L);
    assertThat(start.creditsMinor()).containsEntry(Account.CASH_OUT, 300L);
    assertThat(start.draws()).isEqualTo(Map.of("crate", 2L));
  }

  @Test
  void anItemFromBeforeThatIsGoneIsFound() {
    world.items.remove(new ItemKey(ANN, kept));

    assertThat(findings()).extracting(Finding::fault).containsExactly(Fault.ITEM_MISSING);
    assertThat(findings().get(0).sentence()).contains("had 2 items when entry 6 was closed");
  }

  @Test
  void anItemThatNobodyBroughtIsFound() {
    world.items.put(new ItemKey(ANN, UUID.randomUUID()), world.itemOf(ANN, kept));

    assertThat(findings()).extracting(Finding::fault).containsExactly(Fault.ITEM_UNEXPLAINED);
  }

  @Test
  void anItemInPlaceOfAnotherIsFound() {
    world.items.put(
        new ItemKey(ANN, UUID.randomUUID()),
        Objects.requireNonNull(world.items.remove(new ItemKey(ANN, kept))));

    assertThat(findings()).extracting(Finding::fault).containsExactly(Fault.ITEM_MISSING);
  }

  @Test
  void anItemFromBeforeThatWentOutAndIsThereAllTheSameIsNamed() {
    world.items.put(new ItemKey(ANN, sold), world.itemOf(ANN, kept));

    assertThat(findings())
        .extracting(finding -> finding.fault() + " " + finding.key())
        .containsExactly("ITEM_UNEXPLAINED " + ANN + "/" + sold);
  }

  @Test
  void aStartWithOtherMoneyIsFoundByTheFirstEntryAfterIt() {
    changeStart(
        start ->
            LedgerStart.of(start.sequence(), start.hash())
                .balances(start.availableMinor() + 1, start.heldMinor(), start.promoMinor())
                .between(start.firstAtMs(), start.lastAtMs())
                .items(start.items(), start.itemsDigest())
                .build());

    assertThat(findings()).extracting(Finding::fault).containsExactly(Fault.ENTRY_WRONG);
  }

  @Test
  void aStartWithAnotherHashBreaksTheChain() {
    changeStart(
        start ->
            LedgerStart.of(start.sequence(), new byte[32])
                .balances(start.availableMinor(), start.heldMinor(), start.promoMinor())
                .between(start.firstAtMs(), start.lastAtMs())
                .items(start.items(), start.itemsDigest())
                .build());

    assertThat(findings()).extracting(Finding::fault).containsExactly(Fault.CHAIN_BROKEN);
  }

  @Test
  void anEntryBehindTheStartIsTooMany() {
    LedgerEntry young = world.entryOf(ANN, YOUNG);
    LedgerKey key = new LedgerKey(ANN, UUID.randomUUID());
    world.entries.put(
        key,
        LedgerEntry.of(young.kind(), young.debitAccount(), young.creditAccount(), 1)
            .at(3, young.createdAtMs())
            .build());

    assertThat(findings())
        .extracting(finding -> finding.fault() + " " + finding.key())
        .containsExactly("ENTRY_EXTRA " + key);
  }

  @Test
  void aHoleAfterTheStartIsFound() {
    world.entries.keySet().removeIf(key -> key.transactionId().equals(YOUNG));

    assertThat(findings()).extracting(Finding::sentence).containsExactly("entry 8 is missing");
    assertThat(WorldAudit.close(world, ANN, Long.MAX_VALUE)).as("up to the hole").isEqualTo(1);
  }

  @Test
  void aStartWithoutItsPlayerAndOneAheadOfItsWalletAreFound() {
    world.entries.keySet().removeIf(key -> key.playerId() == ANN);
    changeStart(start -> LedgerStart.of(99, start.hash()).build());
    assertThat(findings())
        .extracting(Finding::sentence)
        .contains("the wallet's last entry is 9, and the ledger is closed up to 99");

    world.wallets.remove(ANN);
    assertThat(findings())
        .allSatisfy(finding -> assertThat(finding.fault()).isEqualTo(Fault.WALLET_MISSING))
        .anySatisfy(finding -> assertThat(finding.sentence()).contains("the start of a ledger"));
  }

  @Test
  void theOtherSideOfADealMayBeClosedButOneThatIsYoungMayNot() {
    world.passMs(1);
    assertThat(WorldAudit.close(world, ANN, Long.MAX_VALUE)).isEqualTo(3);
    assertThat(audit(BOB).findings()).isEmpty();

    world.passMs(1);
    UUID gift = UUID.randomUUID();
    world.done(new TransferItem(BOB, gift, sold, ANN));
    world.entries.remove(new LedgerKey(ANN, gift));
    assertThat(audit(BOB).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.COUNTERPART_WRONG);
  }

  @Test
  void whatIsOpenKeepsItsEntryAndAllAfterIt() {
    World other = new World();
    other.deposit(ANN, 1_000);
    UUID item = other.open(ANN);
    UUID hold = UUID.randomUUID();
    other.done(new Withdraw(ANN, hold, 10, Withdraw.HOLD_MAX_MS, false));
    other.done(new ListItem(ANN, UUID.randomUUID(), item, 70));
    other.deposit(ANN, 1);

    assertThat(WorldAudit.close(other, ANN, Long.MAX_VALUE)).isEqualTo(2);
    other.done(new EndWithdrawal(ANN, UUID.randomUUID(), hold, EndWithdrawal.How.VOID));
    assertThat(WorldAudit.close(other, ANN, Long.MAX_VALUE)).isEqualTo(1);
    other.done(new CancelListing(ANN, UUID.randomUUID(), item));
    UUID offer = UUID.randomUUID();
    other.deposit(BOB, 1);
    other.done(new OfferTrade(ANN, offer, BOB, List.of(item), List.of(), 0, 1, 60_000));
    assertThat(WorldAudit.close(other, ANN, Long.MAX_VALUE)).isEqualTo(4);
    assertThat(WorldAudit.audit(other, ANN, true).findings()).isEmpty();
  }

  @Test
  void aClosedTransactionIsNeitherReversedNorDoneASecondTime() {
    world.refused(
        new Reverse(ANN, UUID.randomUUID(), FIRST, null, "late"), Refusal.TRANSACTION_CLOSED);
    world.refused(
        new Reverse(ANN, UUID.randomUUID(), UUID.randomUUID(), null, "never"),
        Refusal.TRANSACTION_NOT_FOUND);
    world.refused(new Deposit(ANN, FIRST, 10_000), Refusal.IDEMPOTENCY_KEY_CLOSED);
    assertThat(
            world.run(new Batch(ANN, UUID.randomUUID(), List.of(new Deposit(ANN, FIRST, 10_000)))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.detail()).contains("IDEMPOTENCY_KEY_CLOSED"));
    world.done(new Deposit(ANN, YOUNG, 5));
  }

  /** A reversal mirrors what is older than any window: nothing comes off the current one. */
  @Test
  void theReversalOfAClosedTransactionTakesNothingOffALimitThatIsSetLater() {
    World other = new World();
    other.setTime("2026-01-01T00:00:00Z");
    UUID old = UUID.randomUUID();
    other.done(new Deposit(ANN, old, 600));
    other.setTime("2026-03-10T00:00:00Z");
    other.done(new Deposit(ANN, UUID.randomUUID(), 700));
    other.done(new Reverse(ANN, UUID.randomUUID(), old, null, "late"));
    assertThat(WorldAudit.close(other, ANN, other.at().nowMs())).isEqualTo(1);
    other.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.DEPOSIT, LimitWindow.MONTH, 1_000L));

    Safeguards safeguards = Safeguards.of(other.walletOf(ANN));
    assertThat(
            Objects.requireNonNull(safeguards.totals())
                .of(LimitWindow.MONTH)
                .usedMinor(LimitKind.DEPOSIT))
        .isEqualTo(700);
  }

  private void changeStart(UnaryOperator<LedgerStart> change) {
    world.starts.computeIfPresent(ANN, (player, start) -> change.apply(start));
  }

  private List<Finding> findings() {
    return audit(ANN).findings();
  }

  private AuditTally audit(long player) {
    return WorldAudit.audit(world, player, true);
  }
}
