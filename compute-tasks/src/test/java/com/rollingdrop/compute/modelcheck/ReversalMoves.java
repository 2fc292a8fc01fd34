package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What is undone, in the {@link Model}: the same accounts and items, the other way. */
final class ReversalMoves {
  private static final Set<TransactionKind> ALONE =
      Set.of(
          TransactionKind.DEPOSIT,
          TransactionKind.BOX_OPENING,
          TransactionKind.REDEMPTION,
          TransactionKind.PROMOTION);
  private static final Set<TransactionKind> BETWEEN_TWO =
      Set.of(
          TransactionKind.TRANSFER_OUT,
          TransactionKind.TRANSFER_IN,
          TransactionKind.PURCHASE,
          TransactionKind.SALE,
          TransactionKind.TRADE);

  private final Model model;
  private final Problems problems;
  private final Set<LedgerKey> reversed = new HashSet<>();

  ReversalMoves(Model model) {
    this.model = model;
    this.problems = model.problems();
  }

  void reverse(Books.Line line, List<Books.Line> transaction) {
    UUID id = Objects.requireNonNull(line.entry().referenceId(), "no reference");
    LedgerKey key = new LedgerKey(line.player(), id);
    LedgerEntry target = model.followed.get(key);
    if (target == null) {
      problems.add(line, "reverses a transaction that was not there");
      return;
    }
    problems.unless(reversed.add(key), line, "reverses " + key + " once more");
    problems.unless(
        line.key().transactionId().equals(ExpectedEntries.reversalOf(id)),
        line,
        "has another id than its target gives");
    model.moves(line, target.creditAccount(), target.debitAccount(), target.amountMinor());
    problems.unless(
        line.entry().promoMinor() == target.promoMinor(),
        line,
        "gives back "
            + line.entry().promoMinor()
            + " of promotional money, its target moved "
            + target.promoMinor());
    model.items(line, target.itemsOut(), target.itemsIn());
    if (ALONE.contains(target.kind())) {
      problems.unless(transaction.size() == 1, line, "concerns somebody else as well");
      alone(line, target);
    } else if (BETWEEN_TWO.contains(target.kind())) {
      giveBack(line, target, transaction);
    } else {
      problems.add(line, "reverses a " + target.kind());
    }
  }

  private void alone(Books.Line line, LedgerEntry target) {
    for (UUID item : target.itemsIn()) {
      Model.Thing thing = model.thing(line, item, ItemState.OWNED);
      if (thing != null) {
        thing.state = ItemState.REVOKED;
      }
    }
    for (UUID item : target.itemsOut()) {
      Model.Thing thing = model.thing(line, item, ItemState.REDEEMED);
      if (thing != null) {
        thing.state = ItemState.OWNED;
      }
    }
  }

  private void giveBack(Books.Line line, LedgerEntry target, List<Books.Line> transaction) {
    for (Books.Line other : transaction) {
      if (Objects.equals(target.counterpartyId(), other.player())) {
        model.handOver(line, other, target.itemsIn());
        return;
      }
    }
    problems.add(line, "has no REVERSAL in the other player's ledger");
  }
}
