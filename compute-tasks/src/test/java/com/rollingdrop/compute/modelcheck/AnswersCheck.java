package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Refusal;
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
  private static final String KEY_REUSED = Refusal.IDEMPOTENCY_KEY_REUSED.name();

  private final Map<LedgerKey, List<Operation>> byKey = new TreeMap<>();
  private final Books books;
  private final Problems problems;

  AnswersCheck(List<Operation> history, Books books, Problems problems) {
    this.books = books;
    this.problems = problems;
    for (Operation operation : history) {
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
      Answer answer = operation.answer();
      if (answer instanceof Answer.Ok ok) {
        first += ok.replayed() ? 0 : 1;
        checkOk(operation, ok, entry);
      } else if (answer instanceof Answer.Refused refused) {
        checkRefused(operation, refused, operations, entry);
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
        asks(operation, entry), operation.command(), "the ledger has another one: " + entry.kind());
  }

  private void checkRefused(
      Operation operation,
      Answer.Refused refused,
      List<Operation> operations,
      @Nullable LedgerEntry entry) {
    boolean reused = refused.code().equals(KEY_REUSED);
    if (reused) {
      problems.unless(
          entry != null
              && operations.stream()
                  .anyMatch(
                      other ->
                          other.mayHaveHappened()
                              && !other.command().equals(operation.command())
                              && !operation.endedBefore(other)
                              && asks(other, entry)),
          operation.command(),
          "was refused for another use of its key, and there was none");
    }
    for (Operation other : operations) {
      if (other.isOk() && other.endedBefore(operation) && !refused.code().equals("NOT_SENT")) {
        problems.unless(
            reused && !other.command().equals(operation.command()),
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
    if (ExpectedEntries.isMadeByTheGrid(key, entry)) {
      return;
    }
    LedgerKey asked = ExpectedEntries.askedUnder(key, entry);
    LedgerEntry main = books.ledger().get(asked);
    boolean explained =
        main != null
            && byKey.getOrDefault(asked, List.of()).stream()
                .anyMatch(o -> o.mayHaveHappened() && asks(o, main));
    problems.unless(explained, key, "a " + entry.kind() + " that nobody asked for, or was refused");
  }

  private static boolean asks(Operation operation, LedgerEntry entry) {
    return operation.command() instanceof LedgerCommand command
        && ExpectedEntries.asks(command, entry);
  }
}
