package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the commands of many players, each player's one after the other and never one behind a
 * refused one. Used by one thread.
 */
final class GridWriter {
  private final CommandGateway gateway;

  GridWriter(CommandGateway gateway) {
    this.gateway = gateway;
  }

  /**
   * What kept a player from being written.
   *
   * @param played whether the player plays in the grid, so that no later try can do better
   */
  record Failure(boolean played, String reason) {}

  /**
   * Carries all of it out, waits, and tells who failed.
   *
   * @param commands of as many players as may be under way at a time
   */
  Map<Long, Failure> send(Map<Long, ? extends List<? extends Command>> commands) {
    Map<Long, Failure> failures = new LinkedHashMap<>();
    for (int step = 0; ; step++) {
      Map<Long, CompletableFuture<Outcome>> underWay = new HashMap<>();
      for (Map.Entry<Long, ? extends List<? extends Command>> each : commands.entrySet()) {
        if (each.getValue().size() > step && !failures.containsKey(each.getKey())) {
          underWay.put(each.getKey(), gateway.submit(each.getValue().get(step)));
        }
      }
      if (underWay.isEmpty()) {
        return failures;
      }
      underWay.forEach(
          (player, outcome) -> {
            Failure failure = failure(outcome);
            if (failure != null) {
              failures.put(player, failure);
            }
          });
    }
  }

  private static @Nullable Failure failure(CompletableFuture<Outcome> underWay) {
    Outcome outcome;
    try {
      outcome = underWay.join();
    } catch (CompletionException e) {
      return new Failure(false, "not sent: " + e.getCause());
    }
    if (outcome instanceof Outcome.Done) {
      return null;
    }
    if (outcome instanceof Outcome.Refused refused) {
      return new Failure(
          refused.refusal() == Refusal.PLAYER_HAS_PLAYED,
          refused.refusal() + ": " + refused.detail());
    }
    return new Failure(false, "whether it took effect is not known: " + outcome);
  }
}
