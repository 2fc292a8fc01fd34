package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvariantsTest {
  private static final LedgerKey KEY = new LedgerKey(7, new UUID(3, 3));

  private final World world = new World();
  private Wallet before;
  private UUID item;

  @BeforeEach
  void play() {
    world.deposit(7, 1_000);
    world.deposit(8, 1_000);
    item = world.open(7);
    before = world.walletOf(7);
  }

  @Test
  void aRightDecisionPasses() {
    Booking right = book(Account.PLAYER, Account.HOUSE, 10);

    assertThat(violations(new Decision.Builder().booked(right))).isEmpty();
  }

  @Test
  void aWalletThatMovesWithoutAnEntryIsFound() {
    Wallet richer = book(Account.CASH_IN, Account.PLAYER, 5).wallet();

    assertThat(violations(new Decision.Builder().wallet(7, richer)))
        .anyMatch(v -> v.contains("does not follow from its ledger"));
  }

  @Test
  void anEntryWithoutItsWalletIsFound() {
    Decision whole =
        new Decision.Builder().booked(book(Account.PLAYER, Account.HOUSE, 5)).done(new byte[0]);
    Decision half =
        new Decision(
            whole.outcome(),
            java.util.Map.of(),
            whole.items(),
            whole.itemsGone(),
            whole.entries(),
            whole.pending(),
            whole.revealed(),
            whole.sold(),
            whole.counters());

    assertThat(Invariants.violations(world, half)).anyMatch(v -> v.contains("without its wallet"));
  }

  @Test
  void drawsThatAreSoldAndNotOpenedAreFound() {
    assertThat(violations(new Decision.Builder().sold(OpenBox.key(7, "limited"), 1)))
        .anyMatch(v -> v.contains("1 draws are sold and 0 were opened"));
  }

  @Test
  void aNegativeBalanceIsFound() {
    Booking tooMuch = book(Account.PLAYER, Account.HOUSE, before.availableMinor() + 1);

    assertThat(violations(new Decision.Builder().booked(tooMuch)))
        .anyMatch(v -> v.contains("negative"));
  }

  @Test
  void aNegativeAmountIsFound() {
    Booking negative = book(Account.HOUSE, Account.PLAYER, -5);

    assertThat(violations(new Decision.Builder().booked(negative)))
        .containsExactly("player 7: the amount is negative");
  }

  @Test
  void aWalletThatKeepsItsVersionIsFound() {
    assertThat(violations(new Decision.Builder().wallet(7, before)))
        .containsExactly("player 7: version kept");
  }

  @Test
  void aGapInTheSequenceAndABrokenLinkAreFound() {
    LedgerEntry entry = book(Account.PLAYER, Account.HOUSE, 10).entry();
    LedgerEntry skipped =
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.PLAYER, Account.HOUSE, 10)
            .at(entry.sequence() + 1, entry.createdAtMs())
            .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
            .hash(entry.hash())
            .build();

    assertThat(
            violations(
                new Decision.Builder()
                    .booked(new Booking(KEY, skipped, before.withEntry(skipped)))))
        .anyMatch(v -> v.contains("gap"))
        .anyMatch(v -> v.contains("not linked"));
  }

  @Test
  void severalEntriesOfAPlayerAtOnceFollowEachOther() {
    Booking first = book(Account.PLAYER, Account.HOUSE, 10);
    LedgerKey next = new LedgerKey(7, new UUID(4, 4));
    Booking second = book(next, first.wallet());
    Booking astray = book(next, before);

    assertThat(violations(new Decision.Builder().booked(first).booked(second))).isEmpty();
    assertThat(violations(new Decision.Builder().booked(first).booked(astray)))
        .anyMatch(v -> v.contains("gap"))
        .anyMatch(v -> v.contains("not linked"))
        .anyMatch(v -> v.contains("do not give the balance after"));
    assertThat(violations(new Decision.Builder().booked(second).booked(first)))
        .anyMatch(v -> v.contains("gap"))
        .anyMatch(v -> v.contains("does not follow from its ledger"));
  }

  private static Booking book(LedgerKey key, Wallet before) {
    return Booking.of(
        key,
        before,
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.PLAYER, Account.HOUSE, 5),
        9_000,
        after -> new byte[0]);
  }

  @Test
  void aWrongBalanceAfterIsFound() {
    LedgerEntry entry = book(Account.PLAYER, Account.HOUSE, 10).entry();
    LedgerEntry.Builder wrong =
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.PLAYER, Account.HOUSE, 10)
            .at(entry.sequence(), entry.createdAtMs())
            .after(entry.balanceAfterMinor() + 1, entry.heldAfterMinor());
    LedgerEntry linked =
        wrong.hash(LedgerChain.hash(before.ledgerHash(), KEY, wrong.build())).build();

    assertThat(
            violations(
                new Decision.Builder().booked(new Booking(KEY, linked, before.withEntry(linked)))))
        .anyMatch(v -> v.contains("do not give the balance after"));
  }

  @Test
  void anItemWithTwoOwnersOrNoneIsFound() {
    ItemKey mine = new ItemKey(7, item);
    ItemKey theirs = new ItemKey(8, item);
    Item moved = world.itemOf(7, item).acquired(1, 1);

    assertThat(violations(new Decision.Builder().item(mine, moved).item(theirs, moved)))
        .anyMatch(v -> v.contains("two owners"));
    assertThat(violations(new Decision.Builder().itemMoved(mine, theirs, moved))).isEmpty();
    assertThat(violations(new Decision.Builder().itemMoved(mine, mine, moved)))
        .anyMatch(v -> v.contains("moved to nobody"));
    assertThat(violations(new Decision.Builder().itemMoved(theirs, mine, moved)))
        .anyMatch(v -> v.contains("was not there"));
    assertThat(violations(new Decision.Builder().itemMoved(mine, theirs, world.itemOf(7, item))))
        .anyMatch(v -> v.contains("version does not grow"));
    assertThat(violations(new Decision.Builder().item(mine, world.itemOf(7, item))))
        .anyMatch(v -> v.contains("version does not grow"));
  }

  @Test
  void promotionalMoneyThatGoesWhereItMayNotIsFound() {
    Booking grant = book(Account.PROMO, Account.PLAYER, 20, 20);
    assertThat(violations(new Decision.Builder().booked(grant))).isEmpty();

    for (Booking wrong :
        List.of(
            book(Account.PLAYER, Account.ESCROW, 20, 5),
            book(Account.PLAYER, Account.CASH_OUT, 20, 5),
            book(Account.PLAYER, Account.MARKET, 20, 5),
            book(Account.PLAYER, Account.TRADE, 20, 5),
            book(Account.MARKET, Account.PLAYER, 20, 5),
            book(Account.CASH_IN, Account.PLAYER, 20, 5),
            book(Account.PROMO, Account.PLAYER, 20, 19),
            book(Account.PROMO, Account.HOUSE, 20, 20),
            book(Account.HOUSE, Account.PLAYER, 20, 21),
            book(Account.PLAYER, Account.HOUSE, 20, -1))) {
      assertThat(violations(new Decision.Builder().booked(wrong)))
          .as("%s", wrong)
          .anyMatch(v -> v.contains("promotional money where none may be"));
    }
  }

  @Test
  void aWalletWhosePromotionalMoneyIsNotItsLedgersIsFound() {
    Booking right = book(Account.CASH_IN, Account.PLAYER, 10);
    LedgerEntry other =
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 11)
            .promo(1)
            .at(right.entry().sequence(), right.entry().createdAtMs())
            .hash(right.entry().hash())
            .build();
    Wallet oneMore = before.withEntry(other);

    assertThat(violations(new Decision.Builder().booked(new Booking(KEY, right.entry(), oneMore))))
        .containsExactly("player 7: the wallet does not follow from its ledger");
  }

  @Test
  void aWrongPromotionalBalanceAfterIsFound() {
    LedgerEntry entry = book(Account.PROMO, Account.PLAYER, 10, 10).entry();
    LedgerEntry.Builder wrong =
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.PROMO, Account.PLAYER, 10)
            .promo(10)
            .at(entry.sequence(), entry.createdAtMs())
            .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
            .promoAfter(entry.promoAfterMinor() - 1);
    LedgerEntry linked =
        wrong.hash(LedgerChain.hash(before.ledgerHash(), KEY, wrong.build())).build();

    assertThat(
            violations(
                new Decision.Builder().booked(new Booking(KEY, linked, before.withEntry(linked)))))
        .containsExactly("player 7: balance before and amount do not give the balance after");
  }

  @Test
  void aNegativePromotionalBalanceIsFoundThoughThereIsCash() {
    assertThat(
            violations(new Decision.Builder().booked(book(Account.PLAYER, Account.HOUSE, 10, 1))))
        .containsExactly("player 7: negative");
  }

  private Booking book(Account debit, Account credit, long amountMinor) {
    return book(debit, credit, amountMinor, 0);
  }

  private Booking book(Account debit, Account credit, long amountMinor, long promoMinor) {
    return Booking.of(
        KEY,
        before,
        LedgerEntry.of(TransactionKind.DEPOSIT, debit, credit, amountMinor).promo(promoMinor),
        9_000,
        after -> new byte[0]);
  }

  private java.util.List<String> violations(Decision.Builder decision) {
    return Invariants.violations(world, decision.done(new byte[0]));
  }
}
