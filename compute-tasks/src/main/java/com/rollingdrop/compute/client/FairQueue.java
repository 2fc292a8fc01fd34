package com.rollingdrop.compute.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Commands that wait, taken from the players in turn: one of each who has any, then the next of
 * each. A player's own keep their order. A player whose commands are under way is passed over until
 * they are through, for another batch could only wait for the lock of the same wallet. Bounded in
 * all and for each player. Not thread-safe.
 */
final class FairQueue {
  private final int max;
  private final int playerMax;
  private final Map<Long, Queue<PendingCommand>> ready = new LinkedHashMap<>();
  private final Map<Long, Queue<PendingCommand>> underWay = new HashMap<>();
  private int size;
  private int readySize;

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
    long player = command.command().playerId();
    Queue<PendingCommand> held = underWay.get(player);
    Queue<PendingCommand> own = held == null ? ready.get(player) : held;
    if (size >= max || (own != null && own.size() >= playerMax)) {
      return false;
    }
    if (own == null) {
      own = new ArrayDeque<>(2);
      ready.put(player, own);
    }
    own.add(command);
    size++;
    if (held == null) {
      readySize++;
    }
    return true;
  }

  /** The next in turn, null when none is ready. */
  @Nullable PendingCommand peek() {
    return readySize == 0 ? null : ready.values().iterator().next().peek();
  }

  /** Takes what {@link #peek} shows. */
  void remove() {
    Iterator<Map.Entry<Long, Queue<PendingCommand>>> first = ready.entrySet().iterator();
    Map.Entry<Long, Queue<PendingCommand>> turn = first.next();
    long player = turn.getKey();
    Queue<PendingCommand> own = turn.getValue();
    own.remove();
    size--;
    readySize--;
    first.remove();
    if (!own.isEmpty()) {
      ready.put(player, own);
    }
  }

  /** Passes the players of a batch over from now on. */
  void leave(Collection<PendingCommand> batch) {
    for (PendingCommand command : batch) {
      long player = command.command().playerId();
      if (!underWay.containsKey(player)) {
        Queue<PendingCommand> own = ready.remove(player);
        readySize -= own == null ? 0 : own.size();
        underWay.put(player, own == null ? new ArrayDeque<>(2) : own);
      }
    }
  }

  /** The batch is through: its players have their turn again, behind those who wait. */
  void arrive(Collection<PendingCommand> batch) {
    for (PendingCommand command : batch) {
      long player = command.command().playerId();
      Queue<PendingCommand> own = underWay.remove(player);
      if (own != null && !own.isEmpty()) {
        ready.put(player, own);
        readySize += own.size();
      }
    }
  }

  /** Commands that wait. */
  int size() {
    return size;
  }

  /** Those of them whose players have nothing under way. */
  int readySize() {
    return readySize;
  }

  /** Whether all that is ready is one player's. */
  boolean isOnePlayers() {
    return ready.size() == 1;
  }
}
