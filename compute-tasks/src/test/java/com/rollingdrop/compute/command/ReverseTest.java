package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReverseTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CARL = 3;
  private static final UUID TARGET = TransactionIds.ofKey(ANN, "target");
  private static final UUID ID = TransactionIds.ofKey(ANN, "reverse");
  private static final UUID OTHER = TransactionIds.ofKey(9, "other");
  private static final UUID REVERSAL = TransactionIds.ofReversal(TARGET);
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();
  private UUID item;

  @BeforeEach
  void openABox() {
    world.deposit(ANN, 1_000);
    world.deposit(BOB, 1_000);
    world.deposit(CARL, 1_000);
    item = world.open(ANN);
  }

  @Test
  void aReversedDepositGoesBackWhereItCameFrom() {
    world.done(new Deposit(ANN, TARGET, 200));
    byte[] reply = world.done(reverse(ANN, null));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
    LedgerEntry entry = world.entryOf(ANN, REVERSAL);
    assertThat(entry.kind()).isEqualTo(TransactionKind.REVERSAL);
    assertThat(entry.debitAccount()).isEqualTo(Account.PLAYER);
    assertThat(entry.creditAccount()).isEqualTo(Account.CASH_IN);
    assertThat(entry.referenceId()).isEqualTo(TARGET);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"transactionId\":\"" + REVERSAL, "\"reversedKind\":\"DEPOSIT\"")
        .contains("\"reason\":\"a mistake\"", "\"balanceMinor\":750");
  }

  @Test
  void aReversedOpeningGivesTheMoneyBackAndTakesTheItemsOutOfPlay() {
    world.done(new OpenBox(ANN, TARGET, "crate", 2));
    world.done(reverse(ANN, null));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
    assertThat(world.entryOf(ANN, REVERSAL).itemsOut()).hasSize(2);
    for (int draw = 0; draw < 2; draw++) {
      assertThat(world.itemOf(ANN, TransactionIds.ofItem(TARGET, draw)).state())
          .isEqualTo(ItemState.REVOKED);
    }
    world.refused(
        new Redeem(ANN, OTHER, TransactionIds.ofItem(TARGET, 0)), Refusal.ITEM_NOT_AVAILABLE);
  }

  @Test
  void aReversedRedemptionBringsTheItemBack() {
    world.done(new Redeem(ANN, TARGET, item));
    world.done(reverse(ANN, null));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.OWNED);
    assertThat(world.entryOf(ANN, REVERSAL).itemsIn()).containsExactly(item);
    world.done(new Redeem(ANN, OTHER, item));
  }

  @Test
  void aReversedTransferBringsTheItemHomeInBothLedgers() {
    world.done(new TransferItem(ANN, TARGET, item, BOB));
    world.refused(reverse(BOB, ANN), Refusal.NOT_REVERSIBLE);
    world.done(reverse(ANN, BOB));

    assertThat(world.items).doesNotContainKey(new ItemKey(BOB, item));
    assertThat(world.itemOf(ANN, item).acquiredSequence())
        .isEqualTo(world.walletOf(ANN).sequence());
    assertThat(world.entryOf(ANN, REVERSAL).itemsIn()).containsExactly(item);
    assertThat(world.entryOf(BOB, REVERSAL).itemsOut()).containsExactly(item);
    assertThat(world.entryOf(BOB, REVERSAL).counterpartyId()).isEqualTo(ANN);
  }

  @Test
  void aReversedPurchaseGivesThePriceBackAndTheFeeToo() {
    world.done(new ListItem(ANN, OTHER, item, 300));
    world.done(new BuyListing(BOB, TARGET, ANN, item, 300));
    world.refused(reverse(ANN, BOB), Refusal.NOT_REVERSIBLE);
    world.done(reverse(BOB, ANN));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
    assertThat(world.walletOf(BOB).availableMinor()).isEqualTo(1_000);
    assertThat(world.balanceMinor(Account.MARKET)).isZero();
    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.OWNED);
  }

  @Test
  void aReversedTradeGivesBackWhatBothGave() {
    UUID bobs = world.open(BOB);
    UUID offer = TransactionIds.ofKey(ANN, "offer");
    world.done(new OfferTrade(ANN, offer, BOB, List.of(item), List.of(bobs), 100, 0, HOUR_MS));
    world.done(new AnswerTrade(BOB, TARGET, ANN, offer, AnswerTrade.How.ACCEPT));
    world.done(reverse(ANN, BOB));

    assertThat(world.items).containsKeys(new ItemKey(ANN, item), new ItemKey(BOB, bobs));
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
    assertThat(world.walletOf(BOB).availableMinor()).isEqualTo(750);
    assertThat(world.balanceMinor(Account.TRADE)).isZero();
    world.refused(new Reverse(BOB, OTHER, TARGET, ANN, "again"), Refusal.REVERSED_ALREADY);
  }

  @Test
  void aTransactionIsReversedOnceUnderWhateverKeyAndFromWhateverSide() {
    world.done(new Deposit(ANN, TARGET, 200));
    world.done(reverse(ANN, null));

    assertThat(world.run(reverse(ANN, null)))
        .isInstanceOfSatisfying(Outcome.Done.class, d -> assertThat(d.replayed()).isTrue());
    world.refused(new Reverse(ANN, OTHER, TARGET, null, "a mistake"), Refusal.REVERSED_ALREADY);
    world.refused(new Reverse(ANN, OTHER, REVERSAL, null, "no"), Refusal.NOT_REVERSIBLE);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
  }

  @Test
  void whatWasSpentOrMovedOnIsNotReversed() {
    world.done(new Deposit(ANN, TARGET, 200));
    world.done(new Withdraw(ANN, OTHER, 900, HOUR_MS, false));
    world.refused(reverse(ANN, null), Refusal.REVERSAL_NOT_POSSIBLE);

    UUID gift = TransactionIds.ofKey(ANN, "gift");
    world.done(new TransferItem(ANN, gift, item, BOB));
    world.done(new TransferItem(BOB, TransactionIds.ofKey(BOB, "on"), item, CARL));
    world.refused(new Reverse(ANN, ID, gift, BOB, "no"), Refusal.REVERSAL_NOT_POSSIBLE);
  }

  @Test
  void whatIsForSaleOrSoldToTheHouseIsNotReversed() {
    world.done(new OpenBox(BOB, TARGET, "crate", 2));
    world.done(new ListItem(BOB, OTHER, TransactionIds.ofItem(TARGET, 1), 5));
    world.refused(reverse(BOB, null), Refusal.REVERSAL_NOT_POSSIBLE);

    world.done(
        new CancelListing(BOB, TransactionIds.ofKey(BOB, "c"), TransactionIds.ofItem(TARGET, 1)));
    world.done(new Redeem(BOB, TransactionIds.ofKey(BOB, "r"), TransactionIds.ofItem(TARGET, 0)));
    world.refused(reverse(BOB, null), Refusal.REVERSAL_NOT_POSSIBLE);
  }

  @Test
  void aSaleWhoseMoneyTheSellerHasSpentIsNotReversed() {
    world.done(new ListItem(ANN, OTHER, item, 300));
    world.done(new BuyListing(BOB, TARGET, ANN, item, 300));
    long annMinor = world.walletOf(ANN).availableMinor();
    world.done(new Withdraw(ANN, TransactionIds.ofKey(ANN, "w"), annMinor, HOUR_MS, false));

    world.refused(reverse(BOB, ANN), Refusal.REVERSAL_NOT_POSSIBLE);
  }

  @Test
  void onlySomeKindsAreReversible() {
    world.done(new Withdraw(ANN, TARGET, 100, HOUR_MS, false));
    world.refused(reverse(ANN, null), Refusal.NOT_REVERSIBLE);

    UUID listing = TransactionIds.ofKey(ANN, "list");
    world.done(new ListItem(ANN, listing, item, 5));
    world.refused(new Reverse(ANN, ID, listing, null, "no"), Refusal.NOT_REVERSIBLE);
  }

  @Test
  void nobodysTransactionIsReversedWithAnotherPlayer() {
    world.done(new TransferItem(ANN, TARGET, item, BOB));

    world.refused(reverse(ANN, null), Refusal.COUNTERPARTY_MISMATCH);
    world.refused(reverse(ANN, CARL), Refusal.COUNTERPARTY_MISMATCH);
    world.refused(reverse(ANN, ANN), Refusal.COUNTERPARTY_MISMATCH);
    world.refused(reverse(CARL, null), Refusal.TRANSACTION_NOT_FOUND);
    world.refused(reverse(99, null), Refusal.TRANSACTION_NOT_FOUND);
  }

  @Test
  void anIdempotencyKeyOfAnotherRequestIsRefused() {
    world.done(new Deposit(ANN, TARGET, 200));
    world.done(new Deposit(ANN, ID, 5));

    world.refused(reverse(ANN, null), Refusal.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void refusesReasonsThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Reverse(ANN, ID, TARGET, null, " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reverse(ANN, ID, TARGET, null, "x".repeat(Reverse.REASON_MAX + 1)));
  }

  private static Reverse reverse(long player, @Nullable Long other) {
    return new Reverse(player, ID, TARGET, other, "a mistake");
  }
}
