package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of a player's oldest entries are old enough to leave the grid, and what keeps the others.
 *
 * @param postings in order of the sequence, without a gap from the start on; none when none may go
 * @param isHeld whether the next entry is old enough too and stays for what is open
 */
public record Leaving(List<Posting> postings, boolean isHeld) {

  /**
   * What a player has open; the entry that began it stays as long, and so do all after it.
   *
   * @param transactions withdrawals and offers that wait for their end
   * @param listed items for sale
   */
  public record Open(Set<UUID> transactions, Set<UUID> listed) {
    public Open {
      transactions = Set.copyOf(transactions);
      listed = Set.copyOf(listed);
    }

    /** Whether something open refers to the entry. */
    public boolean refersTo(Posting posting) {
      UUID reference = posting.entry().referenceId();
      if (transactions.contains(posting.key().transactionId())) {
        return true;
      }
      return reference != null
          && (transactions.contains(reference)
              || (posting.entry().kind() == TransactionKind.LISTING && listed.contains(reference)));
    }
  }

  public Leaving {
    postings = List.copyOf(postings);
  }

  /**
   * Chooses.
   *
   * @param oldest the oldest entries there are, in order of the sequence
   * @param beforeMs entries of this time and later stay; epoch milliseconds
   */
  public static Leaving of(
      @Nullable LedgerStart start, List<Posting> oldest, long beforeMs, Open open) {
    long next = start == null ? 1 : start.sequence() + 1;
    List<Posting> postings = new ArrayList<>();
    for (Posting posting : oldest) {
      if (posting.entry().sequence() != next || posting.entry().createdAtMs() >= beforeMs) {
        break;
      }
      if (open.refersTo(posting)) {
        return new Leaving(postings, true);
      }
      postings.add(posting);
      next++;
    }
    return new Leaving(postings, false);
  }
}
