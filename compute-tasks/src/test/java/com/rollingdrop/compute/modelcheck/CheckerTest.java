package com.rollingdrop.compute.modelcheck;

import static com.rollingdrop.compute.modelcheck.SpoiledHistory.id;

import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.SetClientSeed;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A right history passes; each planted fault is found. */
class CheckerTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long DAN = 4;

  private final SpoiledHistory spoiled = new SpoiledHistory();
  private final List<Operation> history = spoiled.history;
  private final Books books = spoiled.books;

  private final Deposit annsDeposit = new Deposit(ANN, id(ANN, "deposit"), 10_000);
  private final Deposit bensDeposit = new Deposit(BEN, id(BEN, "deposit"), 700);
  private final SetClientSeed choice = new SetClientSeed(ANN, "mine");
  private final OpenBox opening = new OpenBox(ANN, id(ANN, "open"), "crate", 3);
  private final Withdraw hold = new Withdraw(ANN, id(ANN, "hold"), 300, 60_000, true);
  private final Withdraw openHold = new Withdraw(BEN, id(BEN, "hold"), 200, 60_000, false);
  private final GrantPromotion grant = new GrantPromotion(DAN, id(DAN, "grant"), 300, "welcome");
  private final OpenBox paidByPromo = new OpenBox(DAN, id(DAN, "open"), "crate", 1);
  private final Withdraw dansHold = new Withdraw(DAN, id(DAN, "hold"), 10, 60_000, false);
  private final Withdraw tooMuch = new Withdraw(BEN, id(BEN, "too-much"), 99_999, 60_000, false);

  @BeforeEach
  void play() {
    spoiled.call(annsDeposit);
    spoiled.call(bensDeposit);
    spoiled.call(opening);
    spoiled.call(opening);
    spoiled.call(new Deposit(ANN, opening.transactionId(), 5));
    spoiled.call(hold);
    spoiled.call(openHold);
    spoiled.call(tooMuch);
    spoiled.call(
        new EndWithdrawal(ANN, id(ANN, "settle"), hold.transactionId(), EndWithdrawal.How.SETTLE));
    spoiled.call(new TransferItem(ANN, id(ANN, "give"), item(0), BEN));
    spoiled.call(new TransferItem(BEN, id(BEN, "give-back"), item(0), ANN));
    spoiled.call(new TransferItem(ANN, id(ANN, "give-other"), item(1), BEN));
    spoiled.call(new Redeem(BEN, id(BEN, "redeem"), item(1)));
    spoiled.call(grant);
    spoiled.call(new Deposit(DAN, id(DAN, "deposit"), 100));
    spoiled.call(paidByPromo);
    // Promotional money does not help: refused, though 150 are there.
    spoiled.call(new Withdraw(DAN, id(DAN, "all"), 120, 60_000, false));
    spoiled.call(dansHold);
    spoiled.call(new GrantPromotion(DAN, id(DAN, "second-grant"), 200, "welcome"));
    spoiled.call(new RotateSeed(DAN));
    spoiled.call(new RotateSeed(ANN));
    spoiled.call(choice);
    spoiled.call(new OpenBox(ANN, id(ANN, "open-later"), "crate", 1));
    spoiled.call(new RotateSeed(ANN));
  }

  @Test
  void aRightHistoryHasNoProblems() {
    spoiled.assertRight();
  }

  @Test
  void anUnknownCommandMayHaveHappenedOrNot() {
    spoiled.answer(bensDeposit, new Answer.Unknown("no answer in time"));
    spoiled.answer(tooMuch, new Answer.Unknown("no answer in time"));
    spoiled.assertRight();
  }

  @Test
  void anAcknowledgedCommandThatIsLost() {
    spoiled.loseLast(BEN);
    spoiled.loseLast(BEN);
    spoiled.assertFound("was acknowledged and is not in the ledger");
  }

  @Test
  void anAcknowledgedCommandThatWasUndoneWithItsWallet() {
    Deposit lost = new Deposit(3, id(3, "deposit"), 50);
    spoiled.call(lost);
    books.ledger().remove(lost.ledgerKey());
    books.wallets().remove(3L);
    spoiled.assertFound("was acknowledged and is not in the ledger");
  }

  @Test
  void aCommandThatWasCarriedOutTwice() {
    Operation first = spoiled.operation(annsDeposit);
    history.add(
        new Operation(
            7, annsDeposit, first.invokedNanos(), first.completedNanos(), first.answer()));
    spoiled.assertFound("was carried out 2 times");
  }

  @Test
  void aRefusedCommandThatHappened() {
    spoiled.answer(bensDeposit, new Answer.Refused("BALANCE_LIMIT_EXCEEDED", ""));
    spoiled.assertFound("a DEPOSIT that nobody asked for, or was refused");
  }

  @Test
  void anUnsentCommandThatHappened() {
    spoiled.answer(opening, new Answer.Refused("NOT_SENT", ""));
    spoiled.assertFound("a BOX_OPENING that nobody asked for, or was refused");
  }

  @Test
  void anEntryThatNobodyAskedFor() {
    history.removeIf(o -> o.command().equals(annsDeposit));
    spoiled.assertFound("a DEPOSIT that nobody asked for, or was refused");
  }

  @Test
  void aReplyThatDiffersFromTheLedgers() {
    Answer.Ok ok = (Answer.Ok) spoiled.operation(annsDeposit).answer();
    spoiled.answer(annsDeposit, new Answer.Ok(ok.reply().replace("10000", "10001"), false));
    spoiled.assertFound("the reply differs from the ledger's");
  }

  @Test
  void anOrderThatIsNotThatOfTheCalls() {
    // The hold now looks as if it had been asked and answered before the deposit was asked.
    spoiled.retime(annsDeposit, 500, 510);
    spoiled.assertFound("was answered before something was asked that stands before it");
  }

  @Test
  void aRefusalForLackOfMoneyThatWasThere() {
    spoiled.ask(new Withdraw(BEN, tooMuch.transactionId(), 10, 60_000, false), tooMuch);
    spoiled.assertFound("was refused for lack of money that was there all the time");
  }

  @Test
  void aRepetitionThatIsRefusedAfterTheFirstWasCarriedOut() {
    history.add(
        new Operation(0, annsDeposit, 900, 910, new Answer.Refused("BALANCE_LIMIT_EXCEEDED", "")));
    spoiled.assertFound("was refused with BALANCE_LIMIT_EXCEEDED after");
  }

  @Test
  void anItemWithTwoOwners() {
    Item item = Objects.requireNonNull(books.items().get(new ItemKey(ANN, item(0))));
    books.items().put(new ItemKey(BEN, item(0)), item);
    spoiled.assertFound("has two owners");
  }

  @Test
  void anItemThatIsWithTheWrongOwner() {
    Item item = Objects.requireNonNull(books.items().remove(new ItemKey(ANN, item(0))));
    books.items().put(new ItemKey(BEN, item(0)), item);
    spoiled.assertFound("belongs to 1 by the ledgers");
  }

  @Test
  void anItemThatIsNowhere() {
    books.items().remove(new ItemKey(ANN, item(0)));
    spoiled.assertFound("is nowhere");
  }

  @Test
  void aTransferWithoutItsOtherHalf() {
    books.ledger().remove(new LedgerKey(BEN, id(ANN, "give")));
    spoiled.assertFound("has no TRANSFER_IN in the other player's ledger");
  }

  @Test
  void aBalanceThatDoesNotFollow() {
    spoiled.change(opening, entry -> entry.after(9_251, 0));
    spoiled.assertFound("the model has 9250");
  }

  @Test
  void aWrongPrice() {
    spoiled.change(opening, entry -> entry.itemsIn(List.of(item(0), item(1))));
    spoiled.assertFound("wrong price");
  }

  @Test
  void aChangedEntry() {
    spoiled.change(opening, entry -> entry.fingerprint(new byte[32]));
    spoiled.assertFound("is not linked to the entry before");
  }

  @Test
  void aGapInTheSequence() {
    books.ledger().remove(opening.ledgerKey());
    spoiled.assertFound("follows on #1");
  }

  @Test
  void aWalletThatIsOlderThanItsLedger() {
    Wallet wallet = Objects.requireNonNull(books.wallets().get(BEN));
    books.wallets().put(BEN, withMoney(wallet, 7, 0));
    spoiled.assertFound("the wallet has");
    spoiled.assertFound("money");
  }

  @Test
  void aWalletThatIsLost() {
    books.wallets().remove(ANN);
    spoiled.assertFound("has a ledger and no wallet");
  }

  @Test
  void aWithdrawalThatIsNoLongerHeld() {
    books.pending().remove(new PendingKey(BEN, openHold.transactionId()));
    spoiled.assertFound("is open and not there");
  }

  @Test
  void aSeedThatDoesNotGiveTheTickets() {
    Map.Entry<SeedKey, RevealedSeed> any = books.revealed().entrySet().iterator().next();
    RevealedSeed seed = any.getValue();
    any.setValue(
        new RevealedSeed(new byte[32], seed.clientSeed(), seed.lastNonce(), seed.revealedAtMs()));
    spoiled.assertFound("has another hash");
    spoiled.assertFound("has another ticket than its seeds give");
  }

  @Test
  void aRotationThatIsLost() {
    books.revealed().clear();
    spoiled.assertFound("was told and is not there");
    spoiled.assertFound("was never revealed");
  }

  @Test
  void aChosenClientSeedThatIsLost() {
    history.replaceAll(
        o ->
            o.command().equals(choice)
                ? new Operation(
                    0,
                    new SetClientSeed(ANN, "lost"),
                    o.invokedNanos(),
                    o.completedNanos(),
                    new Answer.Ok("{\"clientSeed\":\"lost\"}", false))
                : o);
    spoiled.assertFound("is drawn with the client seed mine");
  }

  @Test
  void aRefusalForLackOfMoneyThatPromotionalMoneyWouldHavePaid() {
    history.add(
        new Operation(
            0,
            new OpenBox(DAN, id(DAN, "refused"), "crate", 1),
            900,
            910,
            new Answer.Refused("INSUFFICIENT_FUNDS", "")));
    spoiled.assertFound("was refused for lack of money that was there all the time");
  }

  @Test
  void anOpeningThatIsNotPaidAsTheRuleSays() {
    spoiled.change(paidByPromo, entry -> entry.promo(249));
    spoiled.assertFound("takes 249 of 300 of promotional money");
    spoiled.assertFound("of promotional money, the model has 51");
    spoiled.assertFound("tells of another charge");
  }

  @Test
  void aGrantOfCash() {
    spoiled.change(grant, entry -> entry.promo(0));
    spoiled.assertFound("gives cash");
  }

  @Test
  void promotionalMoneyThatIsWithdrawn() {
    spoiled.change(dansHold, entry -> entry.promo(1));
    spoiled.assertFound("moves promotional money");
    spoiled.assertFound("of promotional money, the model has 49");
  }

  @Test
  void aPromotionalBalanceThatIsNotInTheWallet() {
    Wallet wallet = Objects.requireNonNull(books.wallets().get(DAN));
    books.wallets().put(DAN, withMoney(wallet, 0, -50));
    spoiled.assertFound("the wallet has 200 of promotional money, the ledger ends with 250");
    spoiled.assertFound("money");
  }

  private static Wallet withMoney(Wallet wallet, long moreMinor, long morePromoMinor) {
    return new Wallet(
        wallet.availableMinor() + moreMinor,
        wallet.heldMinor(),
        wallet.promoMinor() + morePromoMinor,
        wallet.currency(),
        wallet.sequence(),
        wallet.ledgerHash(),
        wallet.version(),
        wallet.sealedServerSeed(),
        wallet.serverSeedHash(),
        wallet.clientSeed(),
        wallet.nonce(),
        wallet.createdAtMs(),
        wallet.updatedAtMs());
  }

  private UUID item(int draw) {
    return spoiled.entry(opening.ledgerKey()).itemsIn().get(draw);
  }
}
