package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.SetClientSeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The choice of a client seed leaves no ledger entry, so the openings bear witness: each is drawn
 * with a seed that the player chose before it ended, and that no later choice had replaced before
 * it began.
 */
final class ClientSeedCheck {
  private final Map<Long, List<Operation>> choices = new HashMap<>();
  private final List<Operation> history;
  private final Problems problems;

  ClientSeedCheck(List<Operation> history, Problems problems) {
    this.history = history;
    this.problems = problems;
    for (Operation operation : history) {
      if (operation.command() instanceof SetClientSeed choice && operation.mayHaveHappened()) {
        choices.computeIfAbsent(choice.playerId(), p -> new ArrayList<>()).add(operation);
      }
    }
  }

  void check() {
    for (Operation operation : history) {
      // A replayed answer tells of an opening of some earlier time.
      if (operation.command() instanceof OpenBox
          && operation.answer() instanceof Answer.Ok ok
          && !ok.replayed()) {
        String used = Json.of(ok.reply()).object("fairness").text("clientSeed");
        problems.unless(
            mayUse(operation, used), operation.command(), "is drawn with the client seed " + used);
      }
      if (operation.command() instanceof SetClientSeed choice
          && operation.answer() instanceof Answer.Ok ok) {
        problems.unless(
            Json.of(ok.reply()).text("clientSeed").equals(choice.clientSeed()),
            choice,
            "was answered with another seed");
      }
    }
  }

  private boolean mayUse(Operation opening, String used) {
    List<Operation> all = choices.getOrDefault(opening.command().playerId(), List.of());
    List<Operation> ofUsed = all.stream().filter(c -> seedOf(c).equals(used)).toList();
    if (ofUsed.isEmpty()) {
      // The seed that the wallet began with.
      return all.stream().noneMatch(c -> c.isOk() && c.endedBefore(opening));
    }
    return ofUsed.stream()
        .anyMatch(
            choice ->
                !opening.endedBefore(choice)
                    && all.stream()
                        .noneMatch(
                            later ->
                                later.isOk()
                                    && choice.endedBefore(later)
                                    && later.endedBefore(opening)));
  }

  private static String seedOf(Operation choice) {
    return ((SetClientSeed) choice.command()).clientSeed();
  }
}
