package com.rollingdrop.compute.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The commands on their way to one node. Batches form by themselves: at most a few are under way,
 * and what arrives meanwhile goes into the next. No timer, and no delay when idle. Thread-safe.
 */
final class Lane {
  private final int batchMax;
  private final int inFlightMax;
  private final int queueMax;
  private final Consumer<List<PendingCommand>> sender;

  @GuardedBy("this")
  private final Queue<PendingCommand> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private int inFlight;

  /**
   * @param sender sends a batch and calls {@link #arrived} once when it is through
   */
  Lane(int batchMax, int inFlightMax, int queueMax, Consumer<List<PendingCommand>> sender) {
    this.batchMax = batchMax;
    this.inFlightMax = inFlightMax;
    this.queueMax = queueMax;
    this.sender = sender;
  }

  /**
   * Sends the command with the next batch.
   *
   * @return false when the lane is full and the command was not taken
   */
  boolean offer(PendingCommand command) {
    synchronized (this) {
      if (waiting.size() >= queueMax) {
        return false;
      }
      waiting.add(command);
    }
    sendWhatMay();
    return true;
  }

  /** A batch of this lane is through, one way or the other. */
  void arrived() {
    synchronized (this) {
      inFlight--;
    }
    sendWhatMay();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized boolean isIdle() {
    return inFlight == 0 && waiting.isEmpty();
  }

  private void sendWhatMay() {
    List<PendingCommand> batch = nextBatch();
    while (!batch.isEmpty()) {
      sender.accept(batch);
      batch = nextBatch();
    }
  }

  private synchronized List<PendingCommand> nextBatch() {
    if (inFlight >= inFlightMax || waiting.isEmpty()) {
      return List.of();
    }
    inFlight++;
    int size = Math.min(batchMax, waiting.size());
    List<PendingCommand> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(waiting.remove());
    }
    return batch;
  }
}
