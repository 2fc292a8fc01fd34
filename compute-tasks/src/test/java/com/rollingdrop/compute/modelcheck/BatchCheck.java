package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A batch in the ledger: all its commands are there before it, and those that it carried out itself
 * stand right before it, in their order and with nothing between them.
 */
final class BatchCheck {
  private final List<Operation> history;
  private final Books books;
  private final Problems problems;

  /** The transactions that ask for an entry, whether they had an effect or not. */
  private final Map<LedgerKey, Set<LedgerKey>> askedBy = new HashMap<>();

  BatchCheck(List<Operation> history, Books books, Problems problems) {
    this.history = history;
    this.books = books;
    this.problems = problems;
    for (Operation operation : history) {
      LedgerKey key = operation.key();
      if (key != null) {
        ask(key, key);
        if (operation.command() instanceof Batch batch) {
          batch.commands().forEach(command -> ask(ExpectedEntries.keyOf(command), key));
        }
      }
    }
  }

  private void ask(LedgerKey entry, LedgerKey by) {
    askedBy.computeIfAbsent(entry, key -> new HashSet<>()).add(by);
  }

  void check() {
    for (Operation operation : history) {
      LedgerKey key = operation.key();
      LedgerEntry entry = key == null ? null : books.ledger().get(key);
      if (key != null
          && entry != null
          && operation.command() instanceof Batch batch
          && operation.mayHaveHappened()
          && operation.asks(entry)) {
        check(key, entry, batch);
      }
    }
  }

  private void check(LedgerKey key, LedgerEntry entry, Batch batch) {
    List<Long> sequences = new ArrayList<>();
    for (LedgerCommand command : batch.commands()) {
      LedgerEntry part = books.ledger().get(ExpectedEntries.keyOf(command));
      if (part == null) {
        problems.add(key, "is a batch without the " + command);
        return;
      }
      sequences.add(part.sequence());
    }
    problems.unless(
        sequences.stream().allMatch(sequence -> sequence < entry.sequence()),
        key,
        "is a batch that stands before a command of its own");
    problems.unless(
        isInPlace(entry.sequence(), sequences, batch, key),
        key,
        "is a batch, and its commands stand at " + sequences + ", not right before it");
  }

  /** Some number of them, with all that nobody else asked for, stand right before the batch. */
  private boolean isInPlace(long batchSequence, List<Long> sequences, Batch batch, LedgerKey key) {
    for (int made = 0; made <= sequences.size(); made++) {
      long from = batchSequence - made;
      List<Long> own = sequences.stream().filter(sequence -> sequence >= from).toList();
      if (own.size() == made
          && own.stream().sorted().toList().equals(own)
          && new HashSet<>(own).size() == made
          && ownAreAmong(from, sequences, batch, key)) {
        return true;
      }
    }
    return false;
  }

  private boolean ownAreAmong(long from, List<Long> sequences, Batch batch, LedgerKey key) {
    for (int i = 0; i < sequences.size(); i++) {
      LedgerKey part = ExpectedEntries.keyOf(batch.commands().get(i));
      if (Set.of(key).equals(askedBy.get(part)) && sequences.get(i) < from) {
        return false;
      }
    }
    return true;
  }
}
