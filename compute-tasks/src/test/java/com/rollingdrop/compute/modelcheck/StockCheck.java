package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limited boxes, all of whose openings are in the books: no draw too many, and nobody was told that
 * it is sold out while there were enough. What is left only falls, so a refusal was right if less
 * than it asked for is left in the end.
 */
final class StockCheck {
  private static final String SOLD_OUT = "BOX_SOLD_OUT";

  private final List<Operation> history;
  private final Map<String, Long> left = new HashMap<>();
  private final Problems problems;

  StockCheck(List<Operation> history, Books books, List<BoxDefinition> boxes, Problems problems) {
    this.history = history;
    this.problems = problems;
    for (BoxDefinition box : boxes) {
      Long stock = box.stock();
      if (stock != null) {
        left.put(box.boxId(), stock);
      }
    }
    for (LedgerEntry entry : books.ledger().values()) {
      if (entry.kind() == TransactionKind.BOX_OPENING) {
        left.computeIfPresent(
            String.valueOf(entry.boxId()), (box, draws) -> draws - entry.itemsIn().size());
      }
    }
  }

  void check() {
    left.forEach((box, draws) -> problems.unless(draws >= 0, box, "sold " + -draws + " too many"));
    for (Operation operation : history) {
      if (operation.command() instanceof OpenBox opening
          && operation.answer() instanceof Answer.Refused refused
          && refused.code().equals(SOLD_OUT)) {
        long there = left.getOrDefault(opening.boxId(), Long.MAX_VALUE);
        problems.unless(
            there < opening.count(), operation, "was told so, and there are " + there + " left");
      }
    }
  }
}
