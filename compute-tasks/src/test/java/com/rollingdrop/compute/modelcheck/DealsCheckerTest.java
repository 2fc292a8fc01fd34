package com.rollingdrop.compute.modelcheck;

import static com.rollingdrop.compute.modelcheck.SpoiledHistory.id;

import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.AnswerTrade.How;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.CancelListing;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.Expiry;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Planted faults in what players sell each other and trade. */
@SuppressWarnings("NullAway.Init") // set before each test
class DealsCheckerTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long SHORT_MS = 2_000;
  private static final long LONG_MS = 600_000;

  private final SpoiledHistory spoiled = new SpoiledHistory();
  private final OpenBox annsOpening = new OpenBox(ANN, id(ANN, "open"), "crate", 6);
  private final OpenBox bensOpening = new OpenBox(BEN, id(BEN, "open"), "crate", 2);

  private ListItem listing;
  private BuyListing purchase;
  private ListItem standing;
  private CancelListing cancellation;
  private OfferTrade offer;
  private AnswerTrade acceptance;
  private OfferTrade declined;
  private AnswerTrade decline;
  private OfferTrade withdrawn;
  private OfferTrade expired;
  private OfferTrade open;
  private BuyListing tooDear;

  @BeforeEach
  void play() {
    spoiled.done(new Deposit(ANN, id(ANN, "deposit"), 3_000));
    spoiled.done(new Deposit(BEN, id(BEN, "deposit"), 3_000));
    spoiled.done(annsOpening);
    spoiled.done(bensOpening);
    market();
    trades();
  }

  private void market() {
    listing = new ListItem(ANN, id(ANN, "list"), anns(0), 310);
    purchase = new BuyListing(BEN, id(BEN, "buy"), ANN, anns(0), 310);
    ListItem second = new ListItem(ANN, id(ANN, "list-2"), anns(1), 50);
    cancellation = new CancelListing(ANN, id(ANN, "take-back"), anns(1));
    standing = new ListItem(ANN, id(ANN, "list-3"), anns(2), 9_000);
    tooDear = new BuyListing(BEN, id(BEN, "too-dear"), ANN, anns(2), 9_000);
    spoiled.done(listing);
    spoiled.done(purchase);
    spoiled.done(second);
    spoiled.done(cancellation);
    spoiled.done(standing);
    spoiled.call(tooDear);
  }

  private void trades() {
    offer = trade("offer", List.of(anns(3)), List.of(bens(0)), 70, 0, LONG_MS);
    acceptance = answer(BEN, "accept", offer, How.ACCEPT);
    declined = trade("declined", List.of(), List.of(bens(1)), 0, 20, LONG_MS);
    decline = answer(BEN, "decline", declined, How.DECLINE);
    withdrawn = trade("withdrawn", List.of(anns(4)), List.of(), 0, 0, LONG_MS);
    expired = trade("expired", List.of(anns(4)), List.of(), 0, 0, SHORT_MS);
    open = trade("standing-offer", List.of(anns(4)), List.of(), 0, 5, LONG_MS);
    spoiled.done(offer);
    spoiled.done(acceptance);
    spoiled.done(declined);
    spoiled.done(decline);
    spoiled.done(withdrawn);
    spoiled.done(answer(ANN, "cancel", withdrawn, How.CANCEL));
    spoiled.done(expired);
    spoiled.done(open);
    spoiled.grid.passMs(SHORT_MS);
    // The grid's own, so no call of the history.
    spoiled.grid.call(Expiry.of(keyOf(expired), PendingKind.TRADE));
  }

  @Test
  void aRightHistoryHasNoProblems() {
    spoiled.assertRight();
  }

  @Test
  void aSaleThatPaysOutWithoutTheFee() {
    spoiled.pay(salesKey(), 310);
    spoiled.assertFound("moves not 294 minor");
  }

  @Test
  void aPurchaseAtAnotherPriceThanAsked() {
    spoiled.pay(purchase.ledgerKey(), 300);
    spoiled.assertFound("moves not 310 minor");
  }

  @Test
  void aPurchaseWithoutItsOtherHalf() {
    spoiled.books.ledger().remove(salesKey());
    spoiled.assertFound("has no SALE in the other player's ledger");
  }

  @Test
  void aSaleThatNobodyPaidFor() {
    spoiled.books.ledger().remove(purchase.ledgerKey());
    spoiled.assertFound("has no PURCHASE in the other player's ledger");
  }

  @Test
  void aPurchaseOfWhatIsNotForSale() {
    spoiled.books.ledger().remove(listing.ledgerKey());
    spoiled.assertFound("which the player does not have LISTED");
  }

  @Test
  void aPurchaseThatBringsAnotherItem() {
    spoiled.change(purchase, entry -> entry.itemsIn(List.of(anns(1))));
    spoiled.assertFound("moves other items");
  }

  @Test
  void aPurchaseThatWasAskedForAtAnotherPrice() {
    spoiled.ask(new BuyListing(BEN, purchase.transactionId(), ANN, anns(0), 309), purchase);
    spoiled.assertFound("the ledger has another one: PURCHASE");
  }

  @Test
  void aRefusedPurchaseThatHappened() {
    spoiled.answer(purchase, new Answer.Refused("LISTING_NOT_FOUND", ""));
    spoiled.assertFound("a PURCHASE that nobody asked for, or was refused");
    spoiled.assertFound("a SALE that nobody asked for, or was refused");
  }

  @Test
  void aPurchaseThatIsRefusedThoughTheMoneyWasThere() {
    spoiled.ask(new BuyListing(BEN, tooDear.transactionId(), ANN, anns(2), 20), tooDear);
    spoiled.assertFound("was refused for lack of money that was there all the time");
  }

  @Test
  void aListedItemThatIsFreeInTheGrid() {
    put(new ItemKey(ANN, anns(2)), item(new ItemKey(ANN, anns(2))).inState(ItemState.OWNED));
    spoiled.assertFound("is another than by the ledgers: OWNED");
  }

  @Test
  void aListedItemWithAnotherPriceInTheGrid() {
    put(new ItemKey(ANN, anns(2)), item(new ItemKey(ANN, anns(2))).listed(1));
    spoiled.assertFound("is another than by the ledgers: LISTED");
  }

  @Test
  void aListingOfAnotherPriceThanAsked() {
    spoiled.ask(new ListItem(ANN, standing.transactionId(), anns(2), 8_999), standing);
    spoiled.assertFound("the ledger has another one: LISTING");
  }

  @Test
  void aCancelledListingThatIsStillForSale() {
    put(new ItemKey(ANN, anns(1)), item(new ItemKey(ANN, anns(1))).listed(50));
    spoiled.assertFound("is another than by the ledgers: LISTED");
  }

  @Test
  void aCancellationOfWhatIsNotForSale() {
    spoiled.change(
        standing.ledgerKey(),
        TransactionKind.DELISTING,
        entry -> entry.reply(spoiled.entry(cancellation.ledgerKey()).reply()));
    spoiled.assertFound("which the player does not have LISTED");
  }

  @Test
  void aTradeOfWhichOneHalfIsLost() {
    spoiled.books.ledger().remove(offerersHalf());
    spoiled.assertFound("has no TRADE in the other player's ledger");
  }

  @Test
  void aTradeInWhichMoneyGoesOneWayOnly() {
    spoiled.pay(offerersHalf(), 0);
    spoiled.assertFound("moves not 70 minor");
    spoiled.assertFound("trades have kept -70");
  }

  @Test
  void aTradeInWhichAnItemDoesNotGo() {
    spoiled.change(offerersHalf(), entry -> entry.itemsOut(List.of()));
    spoiled.assertFound("moves other items");
  }

  @Test
  void aTradedItemThatStaysWithItsOldOwner() {
    Item item = Objects.requireNonNull(spoiled.books.items().remove(new ItemKey(BEN, anns(3))));
    put(new ItemKey(ANN, anns(3)), item);
    spoiled.assertFound("belongs to 2 by the ledgers");
  }

  @Test
  void aTradeOfAnOfferThatHadEnded() {
    spoiled.change(offerersHalf(), entry -> entry.reference(withdrawn.transactionId()));
    spoiled.change(acceptance, entry -> entry.reference(withdrawn.transactionId()));
    spoiled.assertFound("carries out an offer that is not open");
  }

  @Test
  void aRefusedTradeThatHappened() {
    spoiled.answer(acceptance, new Answer.Refused("TRADE_STALE", ""));
    spoiled.assertFound("a TRADE that nobody asked for, or was refused");
  }

  @Test
  void aTradeThatTheOffererAccepted() {
    spoiled.change(
        offer, entry -> entry.reply(told(offer, "\"recipientId\":\"2\"", "\"recipientId\":\"3\"")));
    spoiled.assertFound("is accepted by somebody else");
  }

  @Test
  void aTradeThatWasAcceptedTooLate() {
    spoiled.date(offerersHalf(), 5_000 + LONG_MS);
    spoiled.date(acceptance.ledgerKey(), 5_000 + LONG_MS);
    spoiled.assertFound("comes after the time was up");
  }

  @Test
  void anOfferThatWasDeclinedAndStandsOpen() {
    spoiled
        .books
        .pending()
        .put(
            keyOf(declined),
            Pending.trade(BEN, List.of(), List.of(bens(1)), 0, 20, 5_000, 5_000 + LONG_MS));
    spoiled.assertFound("does not follow from the ledger");
  }

  @Test
  void anOfferThatIsOpenAndGone() {
    spoiled.books.pending().remove(keyOf(open));
    spoiled.assertFound("is open and not there");
  }

  @Test
  void anOpenOfferOfOtherItems() {
    spoiled
        .books
        .pending()
        .put(
            keyOf(open),
            Pending.trade(BEN, List.of(anns(5)), List.of(), 0, 5, 5_000, 5_000 + LONG_MS));
    spoiled.assertFound("does not follow from the ledger");
  }

  @Test
  void aDeclineBySomebodyElse() {
    spoiled.change(
        declined,
        entry -> entry.reply(told(declined, "\"recipientId\":\"2\"", "\"recipientId\":\"3\"")));
    spoiled.assertFound("ends an offer of somebody else");
  }

  @Test
  void aDeclineWithoutAnOffer() {
    spoiled.books.ledger().remove(declined.ledgerKey());
    spoiled.assertFound("ends an offer that is not open");
  }

  @Test
  void aDeclineThatWasToldAsAnAcceptance() {
    spoiled.ask(answer(BEN, "decline", declined, How.ACCEPT), decline);
    spoiled.assertFound("the ledger has another one: TRADE_END");
  }

  @Test
  void anOfferThatExpiresBeforeItsTime() {
    LedgerKey key = new LedgerKey(ANN, Hashes.derivedId("expiry:" + keyOf(expired)));
    spoiled.date(key, 5_000 + SHORT_MS - 1);
    spoiled.assertFound("expires before its time");
  }

  @Test
  void anOfferThatWasAskedForWithOtherMoney() {
    spoiled.ask(trade("standing-offer", List.of(anns(4)), List.of(), 0, 6, LONG_MS), open);
    spoiled.assertFound("the ledger has another one: TRADE_OFFER");
  }

  private byte[] told(OfferTrade of, String what, String instead) {
    String reply = new String(spoiled.entry(of.ledgerKey()).reply(), StandardCharsets.UTF_8);
    return reply.replace(what, instead).getBytes(StandardCharsets.UTF_8);
  }

  private LedgerKey salesKey() {
    return new LedgerKey(ANN, purchase.transactionId());
  }

  private LedgerKey offerersHalf() {
    return new LedgerKey(ANN, acceptance.transactionId());
  }

  private Item item(ItemKey key) {
    return Objects.requireNonNull(spoiled.books.items().get(key));
  }

  private void put(ItemKey key, Item item) {
    spoiled.books.items().put(key, item);
  }

  private UUID anns(int draw) {
    return spoiled.entry(annsOpening.ledgerKey()).itemsIn().get(draw);
  }

  private UUID bens(int draw) {
    return spoiled.entry(bensOpening.ledgerKey()).itemsIn().get(draw);
  }

  private static OfferTrade trade(
      String key, List<UUID> offered, List<UUID> asked, long out, long in, long validForMs) {
    return new OfferTrade(ANN, id(ANN, key), BEN, offered, asked, out, in, validForMs);
  }

  private static AnswerTrade answer(long player, String key, OfferTrade offer, How how) {
    return new AnswerTrade(player, id(player, key), ANN, offer.transactionId(), how);
  }

  private static PendingKey keyOf(OfferTrade offer) {
    return new PendingKey(ANN, offer.transactionId());
  }
}
