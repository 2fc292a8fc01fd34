package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Each answer against the ledger: what was acknowledged is there, once and to the letter; what was
 * refused is not; and nothing is there that nobody asked for.
 */
final class AnswersCheck {
  private final Map<LedgerKey, List<Operation>> byKey = new TreeMap<>();
  private final Books books;
  private final Problems problems;

  AnswersCheck(List<Operation> calls, Books books, Problems problems) {
    this.books = books;
    this.problems = problems;
    for (Operation operation : calls) {
      LedgerKey key = operation.key();
      if (key != null) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(operation);
      }
    }
  }

  void check() {
    byKey.forEach((key, operations) -> check(key, operations, books.ledger().get(key)));
    books.ledger().forEach(this::checkAsked);
  }

  private void check(LedgerKey key, List<Operation> operations, @Nullable LedgerEntry entry) {
    long first = 0;
    for (Operation operation : operations) {
      if (operation.answer() instanceof Answer.Ok ok) {
        first += ok.replayed() ? 0 : 1;
        checkOk(operation, ok, entry);
      } else if (operation.answer() instanceof Answer.Refused refused) {
        checkRefusedForAnother(operation, key, entry);
        checkRefused(operation, refused, operations);
      }
    }
    problems.unless(first <= 1, key, "was carried out " + first + " times");
  }

  private void checkOk(Operation operation, Answer.Ok ok, @Nullable LedgerEntry entry) {
    if (entry == null) {
      problems.add(operation.command(), "was acknowledged and is not in the ledger");
      return;
    }
    problems.unless(
        ok.reply().equals(new String(entry.reply(), StandardCharsets.UTF_8)),
        operation.command(),
        "the reply differs from the ledger's: " + ok.reply());
    problems.unless(
        operation.asks(entry), operation.command(), "the ledger has another one: " + entry.kind());
  }

  /** What was told to stand in the way is there, and somebody else asked for it. */
  private void checkRefusedForAnother(
      Operation operation, LedgerKey key, @Nullable LedgerEntry entry) {
    if (operation.isRefusedForAnother()) {
      problems.unless(
          entry != null
              && askersOf(key, entry).stream()
                  .anyMatch(
                      other ->
                          !other.command().equals(operation.command())
                              && !operation.endedBefore(other)),
          operation.command(),
          "was refused for another use of its key, and there was none");
    } else if (operation.isRefused(Refusal.IDEMPOTENCY_KEY_REUSED)
        && operation.command() instanceof Reverse reversal) {
      problems.unless(
          books.ledger().containsKey(new LedgerKey(key.playerId(), reversal.transactionId())),
          reversal,
          "was refused for another use of its key, and there was none");
    }
  }

  private void checkRefused(
      Operation operation, Answer.Refused refused, List<Operation> operations) {
    for (Operation other : operations) {
      if (other.isOk() && other.endedBefore(operation) && !refused.code().equals("NOT_SENT")) {
        problems.unless(
            operation.isRefusedForAnother() && !other.command().equals(operation.command()),
            operation.command(),
            "was refused with "
                + refused.code()
                + " after "
                + other.command()
                + " was carried out");
      }
    }
  }

  /** Somebody asked for the entry and was not told that it did not happen. */
  private void checkAsked(LedgerKey key, LedgerEntry entry) {
    problems.unless(
        ExpectedEntries.isMadeByTheGrid(key, entry) || !askersOf(key, entry).isEmpty(),
        key,
        "a " + entry.kind() + " that nobody asked for, or was refused");
  }

  /** Who asked for the transaction, in whichever of the ledgers, and may have been heard. */
  private List<Operation> askersOf(LedgerKey key, LedgerEntry entry) {
    List<Operation> askers = new ArrayList<>();
    for (LedgerKey half : ExpectedEntries.halves(key, entry)) {
      LedgerEntry itsEntry = books.ledger().get(half);
      for (Operation operation : byKey.getOrDefault(half, List.of())) {
        if (itsEntry != null && operation.mayHaveHappened() && operation.asks(itsEntry)) {
          askers.add(operation);
        }
      }
    }
    return askers;
  }
}
