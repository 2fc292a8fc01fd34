package com.rollingdrop.compute.modelcheck;

import static com.rollingdrop.compute.modelcheck.SpoiledHistory.id;

import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planted faults in what is undone, and in what is done as a whole. */
@SuppressWarnings("NullAway.Init") // set before each test
class BatchesAndReversalsCheckerTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long DAN = 4;

  private final SpoiledHistory spoiled = new SpoiledHistory();
  private final Deposit deposit = new Deposit(ANN, id(ANN, "deposit"), 5_000);
  private final OpenBox opening = new OpenBox(ANN, id(ANN, "open"), "crate", 4);
  private final OpenBox undone = new OpenBox(ANN, id(ANN, "open-undone"), "crate", 1);
  private final Deposit early = new Deposit(ANN, id(ANN, "early"), 40);
  private final OpenBox part = new OpenBox(ANN, id(ANN, "part"), "crate", 1);
  private final Deposit lastPart = new Deposit(ANN, id(ANN, "last-part"), 11);

  private final GrantPromotion grant = new GrantPromotion(DAN, id(DAN, "grant"), 300, "welcome");
  private final OpenBox paidByPromo = new OpenBox(DAN, id(DAN, "open"), "crate", 1);
  private final Reverse grantBack = undo(DAN, grant, null);
  private final Reverse paidByPromoBack = undo(DAN, paidByPromo, null);

  private TransferItem gift;
  private Reverse giftBack;
  private Reverse purchaseBack;
  private Reverse redemptionBack;
  private Reverse tradeBack;
  private Reverse openingBack;
  private Reverse onceMore;
  private Batch batch;
  private Batch refused;

  @BeforeEach
  void play() {
    spoiled.done(deposit);
    spoiled.done(new Deposit(BEN, id(BEN, "deposit"), 5_000));
    spoiled.done(opening);
    spoiled.done(early);
    reversals();
    batches();
  }

  private void reversals() {
    gift = new TransferItem(ANN, id(ANN, "give"), item(0), BEN);
    giftBack = undo(ANN, gift, BEN);
    BuyListing purchase = new BuyListing(BEN, id(BEN, "buy"), ANN, item(1), 310);
    purchaseBack = undo(BEN, purchase, ANN);
    Redeem redemption = new Redeem(ANN, id(ANN, "redeem"), item(2));
    redemptionBack = undo(ANN, redemption, null);
    OfferTrade offer =
        new OfferTrade(ANN, id(ANN, "offer"), BEN, List.of(item(3)), List.of(), 0, 50, 600_000);
    AnswerTrade trade =
        new AnswerTrade(BEN, id(BEN, "accept"), ANN, offer.transactionId(), AnswerTrade.How.ACCEPT);
    tradeBack = undo(ANN, trade, BEN);
    openingBack = undo(ANN, undone, null);
    // From the other side, and too late.
    onceMore = undo(BEN, trade, ANN);
    List.of(
            gift,
            giftBack,
            new ListItem(ANN, id(ANN, "list"), item(1), 310),
            purchase,
            purchaseBack,
            redemption,
            redemptionBack,
            offer,
            trade,
            tradeBack,
            undone,
            openingBack,
            grant,
            paidByPromo,
            paidByPromoBack,
            grantBack)
        .forEach(spoiled::done);
    spoiled.call(onceMore);
  }

  private void batches() {
    batch = batch("batch", part, early, lastPart);
    refused =
        batch(
            "refused",
            new Deposit(ANN, id(ANN, "in-refused"), 1),
            new OpenBox(ANN, id(ANN, "too-dear"), "nonesuch", 1));
    spoiled.done(batch);
    spoiled.done(batch);
    spoiled.call(refused);
    spoiled.call(new Deposit(ANN, batch.transactionId(), 77));
  }

  @Test
  void aRightHistoryHasNoProblems() {
    spoiled.assertRight();
  }

  @Test
  void anUnknownBatchMayHaveHappenedOrNot() {
    spoiled.answer(batch, new Answer.Unknown("no answer in time"));
    spoiled.answer(refused, new Answer.Unknown("no answer in time"));
    spoiled.assertRight();
  }

  @Test
  void anUnknownReversalMayHaveHappened() {
    spoiled.answer(tradeBack, new Answer.Unknown("no answer in time"));
    spoiled.assertRight();
  }

  @Test
  void aReversalOfAnotherAmount() {
    spoiled.pay(redemptionBack.ledgerKey(), 1);
    spoiled.assertFound("moves not ");
  }

  @Test
  void aReversalThatGivesCashForPromotionalMoney() {
    spoiled.change(paidByPromoBack, entry -> entry.promo(249));
    spoiled.assertFound("gives back 249 of promotional money, its target moved 250");
    spoiled.assertFound("of promotional money, the model has 299");
  }

  @Test
  void aReversedGrantThatTakesCash() {
    spoiled.change(grantBack, entry -> entry.promo(0));
    spoiled.assertFound("gives back 0 of promotional money, its target moved 300");
    spoiled.assertFound("leaves less than nothing");
  }

  @Test
  void aReversalThatGivesNoItemBack() {
    spoiled.change(giftBack, entry -> entry.itemsIn(List.of()));
    spoiled.assertFound("moves other items");
  }

  @Test
  void aReversalInOneLedgerOnly() {
    spoiled.books.ledger().remove(other(ANN, purchaseBack));
    spoiled.assertFound("has no REVERSAL in the other player's ledger");
  }

  @Test
  void aReversalOfWhatWasNotThere() {
    spoiled.books.ledger().remove(undone.ledgerKey());
    spoiled.assertFound("reverses a transaction that was not there");
  }

  @Test
  void aSecondReversalOfTheSame() {
    UUID redeemed = redemptionBack.targetTransactionId();
    spoiled.change(openingBack, entry -> entry.reference(redeemed));
    spoiled.assertFound("has another id than its target gives");
    spoiled.assertFound("once more");
  }

  @Test
  void aReversalOfWhatCannotBeReversed() {
    LedgerEntry listing = spoiled.entry(new LedgerKey(ANN, id(ANN, "list")));
    spoiled.change(
        redemptionBack.ledgerKey(),
        entry -> entry.reference(id(ANN, "list")).itemsIn(listing.itemsOut()));
    spoiled.assertFound("reverses a LISTING");
  }

  @Test
  void aReversalForAnotherReason() {
    spoiled.ask(
        new Reverse(ANN, giftBack.transactionId(), gift.transactionId(), BEN, "another"), giftBack);
    spoiled.assertFound("the ledger has another one: REVERSAL");
  }

  @Test
  void aRefusedReversalThatHappened() {
    spoiled.answer(openingBack, new Answer.Refused("REVERSAL_NOT_POSSIBLE", ""));
    spoiled.assertFound("a REVERSAL that nobody asked for, or was refused");
  }

  @Test
  void aReversalThatIsRefusedForAnEarlierOneThatNeverWas() {
    spoiled.history.removeIf(o -> o.command().equals(tradeBack));
    spoiled.assertFound("was refused for another use of its key, and there was none");
  }

  @Test
  void aReversalThatIsRefusedForAUseOfItsKeyThatNeverWas() {
    spoiled.answer(onceMore, new Answer.Refused("IDEMPOTENCY_KEY_REUSED", ""));
    spoiled.assertFound("was refused for another use of its key, and there was none");
  }

  @Test
  void anItemOfAReversedOpeningThatIsStillInPlay() {
    UUID revoked = spoiled.entry(undone.ledgerKey()).itemsIn().get(0);
    ItemKey key = new ItemKey(ANN, revoked);
    Item item = Objects.requireNonNull(spoiled.books.items().get(key));
    spoiled.books.items().put(key, item.inState(ItemState.OWNED));
    spoiled.assertFound("is another than by the ledgers: OWNED");
  }

  @Test
  void aBatchThatIsLostWithoutItsCommands() {
    spoiled.books.ledger().remove(batch.ledgerKey());
    spoiled.assertFound("was acknowledged and is not in the ledger");
    spoiled.assertFound("a BOX_OPENING that nobody asked for, or was refused");
  }

  @Test
  void aBatchWithoutOneOfItsCommands() {
    spoiled.books.ledger().remove(lastPart.ledgerKey());
    spoiled.assertFound("is a batch without the Deposit");
  }

  @Test
  void aRefusedBatchOfWhichACommandHappened() {
    spoiled.grid.call(refused.commands().get(0));
    spoiled.assertFound("a DEPOSIT that nobody asked for, or was refused");
  }

  @Test
  void aRefusedBatchThatHappened() {
    spoiled.answer(batch, new Answer.Refused("BATCH_REFUSED", ""));
    spoiled.assertFound("a BATCH that nobody asked for, or was refused");
    spoiled.assertFound("a BOX_OPENING that nobody asked for, or was refused");
  }

  @Test
  void aBatchWhoseCommandsStandInAnotherOrder() {
    swap(part.ledgerKey(), lastPart.ledgerKey());
    spoiled.assertFound("not right before it");
  }

  @Test
  void aBatchWithSomethingInBetween() {
    swap(part.ledgerKey(), early.ledgerKey());
    spoiled.assertFound("not right before it");
  }

  @Test
  void aBatchThatStandsBeforeItsCommands() {
    swap(batch.ledgerKey(), lastPart.ledgerKey());
    spoiled.assertFound("is a batch that stands before a command of its own");
  }

  @Test
  void aBatchThatTellsOfAnotherReplyThanItsCommands() {
    Answer.Ok ok = (Answer.Ok) spoiled.operation(batch).answer();
    Answer.Ok other =
        new Answer.Ok(ok.reply().replace("\"amountMinor\":11,", "\"amountMinor\":12,"), false);
    spoiled.answer(batch, other);
    spoiled.change(batch, entry -> entry.reply(bytes(other)));
    spoiled.assertFound("Deposit");
    spoiled.assertFound("the reply differs from the ledger's");
  }

  @Test
  void aBatchThatWasAskedForWithOtherCommands() {
    spoiled.ask(batch("batch", part, lastPart), batch);
    spoiled.assertFound("the ledger has another one: BATCH");
  }

  private static byte[] bytes(Answer.Ok ok) {
    return ok.reply().getBytes(StandardCharsets.UTF_8);
  }

  /** Each stands where the other stood. */
  private void swap(LedgerKey one, LedgerKey other) {
    LedgerEntry first = spoiled.entry(one);
    LedgerEntry second = spoiled.entry(other);
    spoiled.change(one, entry -> entry.at(second.sequence(), 5_000));
    spoiled.change(other, entry -> entry.at(first.sequence(), 5_000));
  }

  private LedgerKey other(long player, Reverse reversal) {
    return new LedgerKey(player, reversal.ledgerKey().transactionId());
  }

  private static Reverse undo(long player, LedgerCommand target, @Nullable Long with) {
    return new Reverse(
        player,
        id(player, "undo-" + target.transactionId()),
        target.transactionId(),
        with,
        "a mistake, says " + player);
  }

  private static Batch batch(String key, LedgerCommand... commands) {
    return new Batch(ANN, id(ANN, key), List.of(commands));
  }

  private UUID item(int draw) {
    return spoiled.entry(opening.ledgerKey()).itemsIn().get(draw);
  }
}
