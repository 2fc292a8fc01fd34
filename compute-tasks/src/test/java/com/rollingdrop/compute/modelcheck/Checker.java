package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import java.util.List;

/** Everything that must hold between what the players were told and what the books say. */
final class Checker {
  private Checker() {}

  /**
   * What does not hold, a sentence each.
   *
   * @param books of all players of the history, read when nothing was under way any more
   * @param boxes that were live all the time
   */
  static List<String> problems(List<Operation> history, Books books, List<BoxDefinition> boxes) {
    Problems problems = new Problems();
    List<Operation> calls = Calls.of(history, books);
    new AnswersCheck(calls, books, problems).check();
    new BatchCheck(history, books, problems).check();
    new OrderCheck(calls, books, boxes, problems).check();
    new ModelReplay(books, boxes, problems).check();
    new SafeguardsCheck(books, problems).check();
    new FairnessCheck(history, books, boxes, problems).check();
    new ClientSeedCheck(history, problems).check();
    new GuaranteeCheck(books, boxes, problems).check();
    new StockCheck(history, books, boxes, problems).check();
    return problems.found();
  }
}
