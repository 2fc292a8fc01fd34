package com.rollingdrop.compute.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Commands that wait, taken from the players in turn: one of each who has any, then the next of
 * each. A player's own keep their order. Bounded in all and for each player. Not thread-safe.
 */
final class FairQueue {
  private final int max;
  private final int playerMax;
  private final Map<Long, Queue<PendingCommand>> players = new LinkedHashMap<>();
  private int size;

  /**
   * @param max most commands in all
   * @param playerMax most commands of one player
   */
  FairQueue(int max, int playerMax) {
    this.max = max;
    this.playerMax = playerMax;
  }

  /**
   * Puts a command behind its player's others.
   *
   * @return false when there is no room for it
   */
  boolean offer(PendingCommand command) {
    if (size >= max) {
      return false;
    }
    Queue<PendingCommand> own =
        players.computeIfAbsent(command.command().playerId(), player -> new ArrayDeque<>(2));
    if (own.size() >= playerMax) {
      return false;
    }
    own.add(command);
    size++;
    return true;
  }

  /** The next in turn, null when none waits. */
  @Nullable PendingCommand peek() {
    return size == 0 ? null : players.values().iterator().next().peek();
  }

  /** Takes what {@link #peek} shows. */
  void remove() {
    Iterator<Map.Entry<Long, Queue<PendingCommand>>> first = players.entrySet().iterator();
    Map.Entry<Long, Queue<PendingCommand>> turn = first.next();
    long player = turn.getKey();
    Queue<PendingCommand> own = turn.getValue();
    own.remove();
    size--;
    first.remove();
    if (!own.isEmpty()) {
      players.put(player, own);
    }
  }

  int size() {
    return size;
  }
}
