package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TradeTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CARL = 3;
  private static final UUID OFFER = TransactionIds.ofKey(ANN, "offer");
  private static final UUID ANSWER = TransactionIds.ofKey(BOB, "answer");
  private static final UUID OTHER = TransactionIds.ofKey(9, "other");
  private static final PendingKey KEY = new PendingKey(ANN, OFFER);
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();
  private UUID anns;
  private UUID bobs;
  private long annBefore;
  private long bobBefore;

  @BeforeEach
  void openBoxes() {
    for (long player : new long[] {ANN, BOB, CARL}) {
      world.deposit(player, 1_000);
    }
    anns = world.open(ANN);
    bobs = world.open(BOB);
    annBefore = world.walletOf(ANN).availableMinor();
    bobBefore = world.walletOf(BOB).availableMinor();
  }

  @Test
  void anOfferWaitsAndHoldsNothing() {
    byte[] reply = world.done(offer(100, 0));

    assertThat(world.pending.get(KEY))
        .isNotNull()
        .satisfies(
            offer -> {
              assertThat(offer.recipientId()).isEqualTo(BOB);
              assertThat(offer.amountMinor()).isZero();
            });
    assertThat(world.entryOf(ANN, OFFER).kind()).isEqualTo(TransactionKind.TRADE_OFFER);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(annBefore);
    assertThat(world.walletOf(ANN).heldMinor()).isZero();
    assertThat(text(reply)).contains("\"offeredMinor\":100", "\"recipientId\":\"2\"");
    world.done(new Redeem(ANN, OTHER, anns));
  }

  @Test
  void anAcceptedTradeMovesTheItemsAndTheMoneyOfBothSides() {
    world.done(offer(100, 0));
    byte[] reply = world.done(answer(BOB, AnswerTrade.How.ACCEPT));

    assertThat(world.items)
        .containsKeys(new ItemKey(BOB, anns), new ItemKey(ANN, bobs))
        .doesNotContainKeys(new ItemKey(ANN, anns), new ItemKey(BOB, bobs));
    assertThat(world.itemOf(BOB, anns).acquiredSequence())
        .isEqualTo(world.walletOf(BOB).sequence());
    assertBalances(annBefore - 100, bobBefore + 100);
    assertThat(world.balanceMinor(Account.TRADE)).isZero();
    LedgerEntry mine = world.entryOf(BOB, ANSWER);
    LedgerEntry theirs = world.entryOf(ANN, ANSWER);
    assertThat(List.of(mine, theirs))
        .allSatisfy(
            entry -> {
              assertThat(entry.kind()).isEqualTo(TransactionKind.TRADE);
              assertThat(entry.referenceId()).isEqualTo(OFFER);
              assertThat(entry.amountMinor()).isEqualTo(100);
            });
    assertThat(mine.debitAccount()).isEqualTo(Account.TRADE);
    assertThat(mine.itemsIn()).containsExactly(anns);
    assertThat(mine.itemsOut()).containsExactly(bobs);
    assertThat(theirs.creditAccount()).isEqualTo(Account.TRADE);
    assertThat(theirs.itemsIn()).containsExactly(bobs);
    assertThat(text(reply)).contains("\"amountInMinor\":100", "\"amountOutMinor\":0");
    assertThat(text(theirs.reply())).contains("\"amountInMinor\":0", "\"amountOutMinor\":100");
    assertEnded(PendingState.SETTLED);
  }

  @Test
  void theRecipientCanBeTheOneWhoPays() {
    world.done(offer(0, 70));
    world.done(answer(BOB, AnswerTrade.How.ACCEPT));

    assertBalances(annBefore + 70, bobBefore - 70);
    assertThat(world.balanceMinor(Account.TRADE)).isZero();
  }

  @Test
  void itemsGoForItemsAloneOrForNothing() {
    world.done(new OfferTrade(ANN, OFFER, BOB, List.of(anns), List.of(), 0, 0, HOUR_MS));
    world.done(answer(BOB, AnswerTrade.How.ACCEPT));

    assertBalances(annBefore, bobBefore);
    assertThat(world.items).containsKeys(new ItemKey(BOB, anns), new ItemKey(BOB, bobs));
  }

  @Test
  void aTradeIsAcceptedOnce() {
    world.done(offer(100, 0));
    world.done(answer(BOB, AnswerTrade.How.ACCEPT));

    assertThat(world.run(answer(BOB, AnswerTrade.How.ACCEPT)))
        .isInstanceOfSatisfying(Outcome.Done.class, d -> assertThat(d.replayed()).isTrue());
    world.refused(
        new AnswerTrade(BOB, OTHER, ANN, OFFER, AnswerTrade.How.ACCEPT), Refusal.TRADE_NOT_OPEN);
    assertBalances(annBefore - 100, bobBefore + 100);
  }

  @Test
  void theRecipientDeclinesAndTheOffererTakesBack() {
    world.done(offer(100, 0));
    world.done(answer(BOB, AnswerTrade.How.DECLINE));
    assertEnded(PendingState.VOIDED);
    assertThat(world.entryOf(BOB, ANSWER).kind()).isEqualTo(TransactionKind.TRADE_END);

    UUID second = TransactionIds.ofKey(ANN, "second");
    world.done(new OfferTrade(ANN, second, BOB, List.of(anns), List.of(), 0, 0, HOUR_MS));
    world.done(new AnswerTrade(ANN, OTHER, ANN, second, AnswerTrade.How.CANCEL));
    assertThat(world.pending).isEmpty();
    assertBalances(annBefore, bobBefore);
  }

  @Test
  void nobodyAnswersWhatIsNotTheirsToAnswer() {
    world.done(offer(0, 0));

    for (AnswerTrade.How how :
        new AnswerTrade.How[] {AnswerTrade.How.ACCEPT, AnswerTrade.How.DECLINE}) {
      world.refused(answer(CARL, how), Refusal.TRADE_NOT_OPEN);
      world.refused(answer(ANN, how), Refusal.TRADE_NOT_OPEN);
    }
    world.refused(answer(BOB, AnswerTrade.How.CANCEL), Refusal.TRADE_NOT_OPEN);
    world.refused(answer(CARL, AnswerTrade.How.CANCEL), Refusal.TRADE_NOT_OPEN);
  }

  @Test
  void nobodyOffersWhatIsNotTheirs() {
    world.refused(
        new OfferTrade(ANN, OTHER, CARL, List.of(bobs), List.of(), 0, 0, HOUR_MS),
        Refusal.ITEM_NOT_FOUND);
    world.refused(
        new OfferTrade(99, OTHER, CARL, List.of(anns), List.of(), 0, 0, HOUR_MS),
        Refusal.ITEM_NOT_FOUND);
    world.refused(offer(annBefore + 1, 0), Refusal.INSUFFICIENT_FUNDS);
    world.done(new ListItem(ANN, OTHER, anns, 10));
    world.refused(offer(0, 0), Refusal.ITEM_NOT_AVAILABLE);
  }

  @Test
  void nobodyGetsWhatTheOtherDoesNotHave() {
    world.done(new OfferTrade(ANN, OFFER, CARL, List.of(anns), List.of(bobs), 0, 0, HOUR_MS));

    world.refused(answer(CARL, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);
    assertThat(world.items).containsKeys(new ItemKey(ANN, anns), new ItemKey(BOB, bobs));
  }

  @Test
  void aTradeIsStaleWhenAnItemIsGoneOrNotFree() {
    world.done(offer(0, 0));
    world.done(new ListItem(BOB, OTHER, bobs, 10));
    world.refused(answer(BOB, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);

    world.done(new CancelListing(BOB, TransactionIds.ofKey(BOB, "c"), bobs));
    world.done(new TransferItem(ANN, TransactionIds.ofKey(ANN, "t"), anns, CARL));
    world.refused(answer(BOB, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);
    assertThat(world.pending).containsKey(KEY);
  }

  @Test
  void aTradeIsStaleWhenTheMoneyIsGone() {
    world.done(offer(annBefore, 0));
    world.done(new Withdraw(ANN, OTHER, 1, HOUR_MS, false));
    world.refused(answer(BOB, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);

    UUID second = TransactionIds.ofKey(ANN, "second");
    world.done(
        new OfferTrade(ANN, second, BOB, List.of(anns), List.of(), 0, bobBefore + 1, HOUR_MS));
    world.refused(
        new AnswerTrade(BOB, ANSWER, ANN, second, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);
  }

  @Test
  void anOfferEndsByItselfWhenItsTimeIsUpAndNotBefore() {
    world.done(offer(100, 0));
    LedgerCommand expiry = Expiry.of(KEY, PendingKind.TRADE);
    world.passMs(HOUR_MS - 1);
    world.refused(expiry, Refusal.TRADE_NOT_OPEN);

    world.passMs(1);
    world.refused(answer(BOB, AnswerTrade.How.ACCEPT), Refusal.TRADE_NOT_OPEN);
    world.done(expiry);
    assertEnded(PendingState.EXPIRED);
    assertBalances(annBefore, bobBefore);
  }

  @Test
  void anybodyMaySayThatTheTimeIsUp() {
    world.done(offer(0, 0));
    world.passMs(HOUR_MS);

    world.done(answer(CARL, AnswerTrade.How.EXPIRE));
    assertEnded(PendingState.EXPIRED);
  }

  @Test
  void aTradeIsNoWithdrawalAndAWithdrawalNoTrade() {
    world.done(offer(0, 0));
    world.refused(
        new EndWithdrawal(ANN, OTHER, OFFER, EndWithdrawal.How.VOID), Refusal.WITHDRAWAL_NOT_OPEN);

    UUID hold = TransactionIds.ofKey(ANN, "hold");
    world.done(new Withdraw(ANN, hold, 10, HOUR_MS, false));
    world.refused(
        new AnswerTrade(ANN, OTHER, ANN, hold, AnswerTrade.How.CANCEL), Refusal.TRADE_NOT_OPEN);
  }

  @Test
  void offersGoToAnotherPlayerWhoExists() {
    world.refused(
        new OfferTrade(ANN, OFFER, ANN, List.of(anns), List.of(), 0, 0, HOUR_MS),
        Refusal.RECIPIENT_NOT_ALLOWED);
    world.refused(
        new OfferTrade(ANN, OFFER, 99, List.of(anns), List.of(), 0, 0, HOUR_MS),
        Refusal.RECIPIENT_NOT_FOUND);
  }

  @Test
  void refusesOffersThatAreNone() {
    List<UUID> none = List.of();
    List<UUID> one = List.of(anns);
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(OfferTrade.ITEMS_MAX + 1L).toList();
    assertNoOffer(none, none, 5, 0, HOUR_MS);
    assertNoOffer(many, none, 0, 0, HOUR_MS);
    assertNoOffer(none, many, 0, 0, HOUR_MS);
    assertNoOffer(one, one, 0, 0, HOUR_MS);
    assertNoOffer(Collections.nCopies(2, anns), none, 0, 0, HOUR_MS);
    assertNoOffer(one, none, 1, 1, HOUR_MS);
    assertNoOffer(one, none, -1, 0, HOUR_MS);
    assertNoOffer(one, none, 0, Amounts.TRANSACTION_MAX_MINOR + 1, HOUR_MS);
    assertNoOffer(one, none, 0, 0, OfferTrade.VALID_MIN_MS - 1);
    assertNoOffer(one, none, 0, 0, OfferTrade.VALID_MAX_MS + 1);
  }

  private static void assertNoOffer(
      List<UUID> offered, List<UUID> asked, long offeredMinor, long askedMinor, long validForMs) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new OfferTrade(
                    ANN, OFFER, BOB, offered, asked, offeredMinor, askedMinor, validForMs));
  }

  private OfferTrade offer(long offeredMinor, long askedMinor) {
    return new OfferTrade(
        ANN, OFFER, BOB, List.of(anns), List.of(bobs), offeredMinor, askedMinor, HOUR_MS);
  }

  private static AnswerTrade answer(long player, AnswerTrade.How how) {
    return new AnswerTrade(player, ANSWER, ANN, OFFER, how);
  }

  private static String text(byte[] reply) {
    return new String(reply, StandardCharsets.UTF_8);
  }

  private void assertBalances(long annMinor, long bobMinor) {
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(annMinor);
    assertThat(world.walletOf(BOB).availableMinor()).isEqualTo(bobMinor);
  }

  private void assertEnded(PendingState state) {
    assertThat(world.pending).doesNotContainKey(KEY);
    assertThat(world.ended.get(KEY))
        .isNotNull()
        .satisfies(p -> assertThat(p.state()).isEqualTo(state));
  }
}
