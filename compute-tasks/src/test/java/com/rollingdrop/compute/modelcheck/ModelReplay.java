package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The executable model at work: a single thread that follows the ledgers with books of its own, the
 * {@link Model}, and in the end compares them with the grid's. It shares no code with the
 * decisions.
 *
 * <p>Entries of several players under one transaction id are one transaction: it is followed when
 * it comes next in all their ledgers.
 */
final class ModelReplay {
  private final Books books;
  private final Problems problems;
  private final Model model;
  private final Moves moves;

  private final Map<Long, List<Books.Line>> ledgers;
  private final Map<UUID, Integer> halves = new HashMap<>();

  /** Index of each player's next entry. */
  private final Map<Long, Integer> next = new TreeMap<>();

  /** Halves of transactions that do not come next in another player's ledger yet. */
  private final Map<UUID, List<Books.Line>> waiting = new HashMap<>();

  /** Entries that follow up one that stands in another player's ledger. */
  private final Map<LedgerKey, List<Books.Line>> waitingFor = new HashMap<>();

  /** Players whose next entry has not been looked at. */
  private final Deque<Long> players = new ArrayDeque<>();

  ModelReplay(Books books, List<BoxDefinition> boxes, Problems problems) {
    this.books = books;
    this.problems = problems;
    this.model = new Model(problems);
    this.moves = new Moves(model, boxes);
    this.ledgers = books.ledgers();
  }

  void check() {
    followAll();
    new ModelComparison(books, model).compare();
  }

  private void followAll() {
    for (List<Books.Line> ledger : ledgers.values()) {
      ledger.forEach(line -> halves.merge(line.key().transactionId(), 1, Integer::sum));
    }
    for (long player : ledgers.keySet()) {
      next.put(player, 0);
      players.push(player);
    }
    while (!players.isEmpty()) {
      look(players.pop());
    }
    waiting
        .values()
        .forEach(l -> problems.add(l, "waits for its other half, which waits for something later"));
    waitingFor.forEach((key, lines) -> problems.add(lines, "follows up " + key + " before it"));
  }

  /** Follows the player's next entry, or has it wait. */
  private void look(long player) {
    List<Books.Line> ledger = Objects.requireNonNull(ledgers.get(player));
    int at = Objects.requireNonNull(next.get(player));
    if (at >= ledger.size()) {
      return;
    }
    Books.Line line = ledger.get(at);
    LedgerKey before = before(line);
    if (before != null && !model.followed.containsKey(before)) {
      waitingFor.computeIfAbsent(before, key -> new ArrayList<>()).add(line);
      return;
    }
    UUID id = line.key().transactionId();
    List<Books.Line> together = waiting.computeIfAbsent(id, i -> new ArrayList<>());
    together.add(line);
    if (together.size() == Objects.requireNonNull(halves.get(id))) {
      waiting.remove(id);
      follow(together);
    }
  }

  /** The entry in another player's ledger that must have been followed, null for most. */
  private @Nullable LedgerKey before(Books.Line line) {
    LedgerEntry entry = line.entry();
    Long counterparty = entry.counterpartyId();
    UUID reference = entry.referenceId();
    if (entry.kind() != TransactionKind.TRADE_END || counterparty == null || reference == null) {
      return null;
    }
    LedgerKey offer = new LedgerKey(counterparty, reference);
    return books.ledger().containsKey(offer) ? offer : null;
  }

  private void follow(List<Books.Line> transaction) {
    for (Books.Line line : transaction) {
      try {
        moves.move(line, transaction);
      } catch (RuntimeException e) {
        problems.add(line, "cannot be followed: " + e);
      }
      model.book(line);
    }
    for (Books.Line line : transaction) {
      next.merge(line.player(), 1, Integer::sum);
      players.push(line.player());
      List<Books.Line> released = waitingFor.remove(line.key());
      if (released != null) {
        released.forEach(other -> players.push(other.player()));
      }
    }
  }
}
