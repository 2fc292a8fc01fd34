package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A history with the commands of its batches as calls of their own: those of a batch that stands in
 * the ledger have happened, those of any other have not.
 */
final class Calls {
  private Calls() {}

  static List<Operation> of(List<Operation> history, Books books) {
    List<Operation> calls = new ArrayList<>(history);
    for (Operation operation : history) {
      LedgerKey key = operation.key();
      LedgerEntry entry = key == null ? null : books.ledger().get(key);
      if (operation.command() instanceof Batch batch
          && entry != null
          && operation.mayHaveHappened()
          && operation.asks(entry)) {
        for (int i = 0; i < batch.commands().size(); i++) {
          calls.add(
              new Operation(
                  operation.thread(),
                  batch.commands().get(i),
                  operation.invokedNanos(),
                  operation.completedNanos(),
                  answer(operation.answer(), i)));
        }
      }
    }
    return calls;
  }

  private static Answer answer(Answer whole, int part) {
    // Whether it took effect with the batch or earlier is not told.
    return whole instanceof Answer.Ok ok
        ? new Answer.Ok(Json.of(ok.reply()).objects("replies").get(part).toString(), true)
        : whole;
  }
}
