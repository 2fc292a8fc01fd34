package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import org.jspecify.annotations.Nullable;

/**
 * One call of the history.
 *
 * @param invokedNanos before the command was sent, {@link System#nanoTime}
 * @param completedNanos after its answer was there
 */
record Operation(
    int thread, Command command, long invokedNanos, long completedNanos, Answer answer) {

  /** Where its entry stands in the ledger, null when it leaves none. */
  @Nullable LedgerKey key() {
    return command instanceof LedgerCommand ledgerCommand
        ? ExpectedEntries.keyOf(ledgerCommand)
        : null;
  }

  boolean isOk() {
    return answer instanceof Answer.Ok;
  }

  /** Whether it may have taken effect. */
  boolean mayHaveHappened() {
    return !(answer instanceof Answer.Refused);
  }

  /** Whether the entry is what it asks for. */
  boolean asks(LedgerEntry entry) {
    return command instanceof LedgerCommand asked && ExpectedEntries.asks(asked, entry);
  }

  boolean isRefused(Refusal refusal) {
    return answer instanceof Answer.Refused refused && refused.code().equals(refusal.name());
  }

  /** Whether it was told that another call has left the entry that it would have left. */
  boolean isRefusedForAnother() {
    return isRefused(
        command instanceof Reverse ? Refusal.REVERSED_ALREADY : Refusal.IDEMPOTENCY_KEY_REUSED);
  }

  boolean endedBefore(Operation other) {
    return completedNanos - other.invokedNanos < 0;
  }
}
