package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model's books: numbers in maps, and what every move must keep whatever its kind. The moves
 * themselves are in {@link Moves}. Used by one thread.
 */
final class Model {

  /** A player's money and the end of the ledger so far. */
  static final class Purse {
    long availableMinor;
    long heldMinor;
    long promoMinor;
    long sequence;
    byte[] hash = new byte[32];
  }

  /** An item. */
  static final class Thing {
    final String definitionId;
    final long valueMinor;
    long owner;
    long acquiredSequence;
    ItemState state = ItemState.OWNED;
    long askMinor;

    Thing(String definitionId, long valueMinor, long owner, long acquiredSequence) {
      this.definitionId = definitionId;
      this.valueMinor = valueMinor;
      this.owner = owner;
      this.acquiredSequence = acquiredSequence;
    }

    /** It is free in the hands of the player whose entry this is. */
    void acquiredWith(Books.Line line) {
      owner = line.player();
      acquiredSequence = line.entry().sequence();
      state = ItemState.OWNED;
      askMinor = 0;
    }
  }

  /** Money that waits for the end of its withdrawal. */
  record Hold(long amountMinor, long expiresAtMs) {}

  /** An offer to trade that waits for its answer. */
  record Offer(
      long recipientId,
      List<UUID> offeredItems,
      List<UUID> askedItems,
      long offeredMinor,
      long askedMinor,
      long expiresAtMs) {}

  final Map<Long, Purse> purses = new TreeMap<>();
  final Map<UUID, Thing> things = new HashMap<>();
  final Map<PendingKey, Hold> holds = new TreeMap<>();
  final Map<PendingKey, Offer> offers = new TreeMap<>();
  final Map<Account, Long> totals = new EnumMap<>(Account.class);

  /** The entries that were followed so far. */
  final Map<LedgerKey, LedgerEntry> followed = new HashMap<>();

  private final Problems problems;

  Model(Problems problems) {
    this.problems = problems;
  }

  // ---- money

  /** Moves what the entry moves, and looks at its place, its link and its balances. */
  void book(Books.Line line) {
    LedgerEntry entry = line.entry();
    Purse purse = purseOf(line.player());
    problems.unless(entry.sequence() == purse.sequence + 1, line, "follows on #" + purse.sequence);
    problems.unless(
        Arrays.equals(Hashes.link(purse.hash, line.key(), entry), entry.hash()),
        line,
        "is not linked to the entry before");
    problems.unless(entry.amountMinor() >= 0, line, "has a negative amount");
    book(entry.creditAccount(), entry.amountMinor(), entry.promoMinor(), purse);
    book(entry.debitAccount(), -entry.amountMinor(), -entry.promoMinor(), purse);
    problems.unless(
        purse.availableMinor >= 0 && purse.heldMinor >= 0 && purse.promoMinor >= 0,
        line,
        "leaves less than nothing");
    problems.unless(
        purse.promoMinor == entry.promoAfterMinor(),
        line,
        "says "
            + entry.promoAfterMinor()
            + " of promotional money, the model has "
            + purse.promoMinor);
    problems.unless(
        purse.availableMinor == entry.balanceAfterMinor()
            && purse.heldMinor == entry.heldAfterMinor(),
        line,
        "says "
            + entry.balanceAfterMinor()
            + " and "
            + entry.heldAfterMinor()
            + " held, the model has "
            + purse.availableMinor
            + " and "
            + purse.heldMinor);
    purse.sequence = entry.sequence();
    purse.hash = entry.hash();
    // One difference is told once and not with every entry after it.
    purse.availableMinor = entry.balanceAfterMinor();
    purse.heldMinor = entry.heldAfterMinor();
    purse.promoMinor = entry.promoAfterMinor();
    followed.put(line.key(), entry);
  }

  private void book(Account account, long amountMinor, long promoMinor, Purse purse) {
    totals.merge(account, amountMinor, Long::sum);
    if (account == Account.PLAYER) {
      purse.availableMinor += amountMinor - promoMinor;
      purse.promoMinor += promoMinor;
    } else if (account == Account.ESCROW) {
      purse.heldMinor += amountMinor;
    }
  }

  Purse purseOf(long player) {
    return purses.computeIfAbsent(player, p -> new Purse());
  }

  /** The entry moves money between these accounts. */
  void moves(Books.Line line, Account debit, Account credit, long amountMinor) {
    accounts(line, debit, credit);
    problems.unless(
        line.entry().amountMinor() == amountMinor, line, "moves not " + amountMinor + " minor");
  }

  void accounts(Books.Line line, Account debit, Account credit) {
    problems.unless(
        line.entry().debitAccount() == debit && line.entry().creditAccount() == credit,
        line,
        "moves money from " + line.entry().debitAccount() + " to " + line.entry().creditAccount());
  }

  void movesNoMoney(Books.Line line) {
    moves(line, Account.PLAYER, Account.PLAYER, 0);
  }

  // ---- items

  /** The entry names these items and no others. */
  void items(Books.Line line, List<UUID> in, List<UUID> out) {
    problems.unless(
        line.entry().itemsIn().equals(in) && line.entry().itemsOut().equals(out),
        line,
        "moves other items: in " + line.entry().itemsIn() + ", out " + line.entry().itemsOut());
  }

  /** The player's item in this state, null and a problem when the player has none. */
  @Nullable Thing thing(Books.Line line, UUID id, ItemState state) {
    Thing thing = things.get(id);
    if (thing == null || thing.owner != line.player() || thing.state != state) {
      problems.add(line, "takes item " + id + ", which the player does not have " + state);
      return null;
    }
    return thing;
  }

  /** Free items go from one player to another. */
  void handOver(Books.Line from, Books.Line to, List<UUID> ids) {
    for (UUID id : ids) {
      Thing thing = thing(from, id, ItemState.OWNED);
      if (thing != null) {
        thing.acquiredWith(to);
      }
    }
  }

  // ---- time

  /** What waits ends before its time by hand and after it by itself. */
  void endsInTime(Books.Line line, UUID waiting, long expiresAtMs) {
    boolean timeIsUp = line.entry().createdAtMs() >= expiresAtMs;
    problems.unless(
        timeIsUp == ExpectedEntries.isExpiry(line.key(), waiting),
        line,
        timeIsUp ? "comes after the time was up" : "expires before its time");
  }

  Problems problems() {
    return problems;
  }
}
