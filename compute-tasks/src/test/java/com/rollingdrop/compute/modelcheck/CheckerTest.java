package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.SetClientSeed;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A right history passes; each planted fault is found. */
class CheckerTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final long DAN = 4;

  private final SmallGrid grid = new SmallGrid();
  private final List<Operation> history = new ArrayList<>();
  private final Books books = grid.books();

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
    call(annsDeposit);
    call(bensDeposit);
    call(opening);
    call(opening);
    call(new Deposit(ANN, opening.transactionId(), 5));
    call(hold);
    call(openHold);
    call(tooMuch);
    call(new EndWithdrawal(ANN, id(ANN, "settle"), hold.transactionId(), EndWithdrawal.How.SETTLE));
    call(new TransferItem(ANN, id(ANN, "give"), item(0), BEN));
    call(new TransferItem(BEN, id(BEN, "give-back"), item(0), ANN));
    call(new TransferItem(ANN, id(ANN, "give-other"), item(1), BEN));
    call(new Redeem(BEN, id(BEN, "redeem"), item(1)));
    call(grant);
    call(new Deposit(DAN, id(DAN, "deposit"), 100));
    call(paidByPromo);
    // Promotional money does not help: refused, though 150 are there.
    call(new Withdraw(DAN, id(DAN, "all"), 120, 60_000, false));
    call(dansHold);
    call(new GrantPromotion(DAN, id(DAN, "second-grant"), 200, "welcome"));
    call(new RotateSeed(DAN));
    call(new RotateSeed(ANN));
    call(choice);
    call(new OpenBox(ANN, id(ANN, "open-later"), "crate", 1));
    call(new RotateSeed(ANN));
  }

  @Test
  void aRightHistoryHasNoProblems() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void anUnknownCommandMayHaveHappenedOrNot() {
    answer(bensDeposit, new Answer.Unknown("no answer in time"));
    answer(tooMuch, new Answer.Unknown("no answer in time"));
    assertThat(problems()).isEmpty();
  }

  @Test
  void anAcknowledgedCommandThatIsLost() {
    loseLast(BEN);
    loseLast(BEN);
    assertFound("was acknowledged and is not in the ledger");
  }

  @Test
  void anAcknowledgedCommandThatWasUndoneWithItsWallet() {
    Deposit lost = new Deposit(3, id(3, "deposit"), 50);
    call(lost);
    books.ledger().remove(lost.ledgerKey());
    books.wallets().remove(3L);
    assertFound("was acknowledged and is not in the ledger");
  }

  @Test
  void aCommandThatWasCarriedOutTwice() {
    Operation first = operation(annsDeposit);
    history.add(
        new Operation(
            7, annsDeposit, first.invokedNanos(), first.completedNanos(), first.answer()));
    assertFound("was carried out 2 times");
  }

  @Test
  void aRefusedCommandThatHappened() {
    answer(bensDeposit, new Answer.Refused("BALANCE_LIMIT_EXCEEDED", ""));
    assertFound("a DEPOSIT that nobody asked for, or was refused");
  }

  @Test
  void anUnsentCommandThatHappened() {
    answer(opening, new Answer.Refused("NOT_SENT", ""));
    assertFound("a BOX_OPENING that nobody asked for, or was refused");
  }

  @Test
  void anEntryThatNobodyAskedFor() {
    history.removeIf(o -> o.command().equals(annsDeposit));
    assertFound("a DEPOSIT that nobody asked for, or was refused");
  }

  @Test
  void aReplyThatDiffersFromTheLedgers() {
    Answer.Ok ok = (Answer.Ok) operation(annsDeposit).answer();
    answer(annsDeposit, new Answer.Ok(ok.reply().replace("10000", "10001"), false));
    assertFound("the reply differs from the ledger's");
  }

  @Test
  void anOrderThatIsNotThatOfTheCalls() {
    // The hold now looks as if it had been asked and answered before the deposit was asked.
    retime(annsDeposit, 500, 510);
    assertFound("was answered before something was asked that stands before it");
  }

  @Test
  void aRefusalForLackOfMoneyThatWasThere() {
    history.replaceAll(
        o ->
            o.command().equals(tooMuch)
                ? new Operation(
                    0,
                    new Withdraw(BEN, tooMuch.transactionId(), 10, 60_000, false),
                    o.invokedNanos(),
                    o.completedNanos(),
                    o.answer())
                : o);
    assertFound("was refused for lack of money that was there all the time");
  }

  @Test
  void aRepetitionThatIsRefusedAfterTheFirstWasCarriedOut() {
    history.add(
        new Operation(0, annsDeposit, 900, 910, new Answer.Refused("BALANCE_LIMIT_EXCEEDED", "")));
    assertFound("was refused with BALANCE_LIMIT_EXCEEDED after");
  }

  @Test
  void anItemWithTwoOwners() {
    Item item = Objects.requireNonNull(books.items().get(new ItemKey(ANN, item(0))));
    books.items().put(new ItemKey(BEN, item(0)), item);
    assertFound("has two owners");
  }

  @Test
  void anItemThatIsWithTheWrongOwner() {
    Item item = Objects.requireNonNull(books.items().remove(new ItemKey(ANN, item(0))));
    books.items().put(new ItemKey(BEN, item(0)), item);
    assertFound("belongs to 1 by the ledgers");
  }

  @Test
  void anItemThatIsNowhere() {
    books.items().remove(new ItemKey(ANN, item(0)));
    assertFound("is nowhere");
  }

  @Test
  void aTransferWithoutItsOtherHalf() {
    books.ledger().remove(new LedgerKey(BEN, id(ANN, "give")));
    assertFound("has no TRANSFER_IN in the other player's ledger");
  }

  @Test
  void aBalanceThatDoesNotFollow() {
    change(opening, entry -> copy(entry).after(entry.balanceAfterMinor() + 1, 0).build());
    assertFound("the model has 9250");
  }

  @Test
  void aWrongPrice() {
    change(opening, entry -> copy(entry).itemsIn(entry.itemsIn().subList(0, 2)).build());
    assertFound("wrong price");
  }

  @Test
  void aChangedEntry() {
    change(opening, entry -> copy(entry).fingerprint(new byte[32]).hash(entry.hash()).build());
    assertFound("is not linked to the entry before");
  }

  @Test
  void aGapInTheSequence() {
    books.ledger().remove(opening.ledgerKey());
    assertFound("follows on #1");
  }

  @Test
  void aWalletThatIsOlderThanItsLedger() {
    Wallet wallet = Objects.requireNonNull(books.wallets().get(BEN));
    books.wallets().put(BEN, withMoney(wallet, 7, 0));
    assertFound("the wallet has");
    assertFound("money");
  }

  @Test
  void aWalletThatIsLost() {
    books.wallets().remove(ANN);
    assertFound("has a ledger and no wallet");
  }

  @Test
  void aWithdrawalThatIsNoLongerHeld() {
    books.pending().remove(new PendingKey(BEN, openHold.transactionId()));
    assertFound("is open and not there");
  }

  @Test
  void aSeedThatDoesNotGiveTheTickets() {
    Map.Entry<SeedKey, RevealedSeed> any = books.revealed().entrySet().iterator().next();
    RevealedSeed seed = any.getValue();
    any.setValue(
        new RevealedSeed(new byte[32], seed.clientSeed(), seed.lastNonce(), seed.revealedAtMs()));
    assertFound("has another hash");
    assertFound("has another ticket than its seeds give");
  }

  @Test
  void aRotationThatIsLost() {
    books.revealed().clear();
    assertFound("was told and is not there");
    assertFound("was never revealed");
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
    assertFound("is drawn with the client seed mine");
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
    assertFound("was refused for lack of money that was there all the time");
  }

  @Test
  void anOpeningThatIsNotPaidAsTheRuleSays() {
    change(paidByPromo, entry -> copy(entry).promo(249).build());
    assertFound("takes 249 of 300 of promotional money");
    assertFound("of promotional money, the model has 51");
    assertFound("tells of another charge");
  }

  @Test
  void aGrantOfCash() {
    change(grant, entry -> copy(entry).promo(0).build());
    assertFound("gives cash");
  }

  @Test
  void promotionalMoneyThatIsWithdrawn() {
    change(dansHold, entry -> copy(entry).promo(1).build());
    assertFound("moves promotional money");
    assertFound("of promotional money, the model has 49");
  }

  @Test
  void aPromotionalBalanceThatIsNotInTheWallet() {
    Wallet wallet = Objects.requireNonNull(books.wallets().get(DAN));
    books.wallets().put(DAN, withMoney(wallet, 0, -50));
    assertFound("the wallet has 200 of promotional money, the ledger ends with 250");
    assertFound("money");
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

  private List<String> problems() {
    return Checker.problems(history, books, List.of(Samples.CRATE));
  }

  private void assertFound(String sentence) {
    assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains(sentence));
  }

  private void call(Command command) {
    long at = 10L * (history.size() + 1);
    history.add(new Operation(0, command, at, at + 5, grid.call(command)));
  }

  private Operation operation(LedgerCommand command) {
    return history.stream().filter(o -> o.command().equals(command)).findFirst().orElseThrow();
  }

  /** As if the first call had been answered so, and no other had been made. */
  private void answer(LedgerCommand command, Answer answer) {
    Operation first = operation(command);
    history.removeIf(o -> o.command().equals(command));
    history.add(new Operation(0, command, first.invokedNanos(), first.completedNanos(), answer));
  }

  private void retime(LedgerCommand command, long invoked, long completed) {
    history.replaceAll(
        o ->
            o.command().equals(command)
                ? new Operation(0, command, invoked, completed, o.answer())
                : o);
  }

  /** As if a copy from before the last entry had come back. */
  private void loseLast(long player) {
    List<Books.Line> ledger = Objects.requireNonNull(books.ledgers().get(player));
    books.ledger().remove(ledger.get(ledger.size() - 1).key());
  }

  private void change(LedgerCommand command, UnaryOperator<LedgerEntry> change) {
    books.ledger().computeIfPresent(command.ledgerKey(), (key, entry) -> change.apply(entry));
  }

  private static LedgerEntry.Builder copy(LedgerEntry entry) {
    return LedgerEntry.of(
            entry.kind(), entry.debitAccount(), entry.creditAccount(), entry.amountMinor())
        .at(entry.sequence(), entry.createdAtMs())
        .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
        .promo(entry.promoMinor())
        .promoAfter(entry.promoAfterMinor())
        .boxId(entry.boxId())
        .itemsIn(entry.itemsIn())
        .fingerprint(entry.fingerprint())
        .reply(entry.reply())
        .hash(entry.hash());
  }

  private UUID item(int draw) {
    LedgerEntry entry = Objects.requireNonNull(books.ledger().get(opening.ledgerKey()));
    return entry.itemsIn().get(draw);
  }

  private static UUID id(long player, String key) {
    return TransactionIds.ofKey(player, key);
  }
}
