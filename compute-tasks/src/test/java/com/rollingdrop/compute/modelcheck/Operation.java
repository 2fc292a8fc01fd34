package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.LedgerCommand;
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
    return command instanceof LedgerCommand ledgerCommand ? ledgerCommand.ledgerKey() : null;
  }

  boolean isOk() {
    return answer instanceof Answer.Ok;
  }

  /** Whether it may have taken effect. */
  boolean mayHaveHappened() {
    return !(answer instanceof Answer.Refused);
  }

  boolean endedBefore(Operation other) {
    return completedNanos - other.invokedNanos < 0;
  }
}
