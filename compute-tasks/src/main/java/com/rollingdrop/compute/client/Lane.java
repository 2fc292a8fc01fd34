package com.rollingdrop.compute.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.rollingdrop.grid.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands on their way to one node. Batches form by themselves, without a timer: an idle lane
 * sends at once; while a batch is under way, the next one leaves when it holds its share of the
 * commands that are about, or when the one under way is through. So a few large batches are under
 * way and not one large and one of a single command. No player is in two of them at once.
 * Thread-safe.
 */
final class Lane {
  /** How fast a lane forgets that more commands were about: by an eighth with each batch. */
  private static final int FORGETTING = 8;

  private final int batchMax;
  private final int batchBytesMax;
  private final int inFlightMax;
  private final Consumer<List<PendingCommand>> sender;

  @GuardedBy("this")
  private final FairQueue waiting;

  @GuardedBy("this")
  private int batchesInFlight;

  @GuardedBy("this")
  private int commandsInFlight;

  /** Commands that are about, ready or in flight: the most of late. */
  @GuardedBy("this")
  private int about;

  /**
   * @param sender sends a batch and calls {@link #arrived} once when it is through
   */
  Lane(Settings.Gateway settings, Consumer<List<PendingCommand>> sender) {
    this.batchMax = settings.batchMax();
    this.batchBytesMax = settings.batchBytesMax();
    this.inFlightMax = settings.inFlightMax();
    this.waiting = new FairQueue(settings.queueMax(), settings.queueMaxPerPlayer());
    this.sender = sender;
  }

  /**
   * Sends the command with the next batch.
   *
   * @return false when the lane is full and the command was not taken
   */
  boolean offer(PendingCommand command) {
    synchronized (this) {
      if (!waiting.offer(command)) {
        return false;
      }
    }
    sendWhatMay();
    return true;
  }

  /** A batch of this lane is through, one way or the other. */
  void arrived(List<PendingCommand> batch) {
    synchronized (this) {
      batchesInFlight--;
      commandsInFlight -= batch.size();
      waiting.arrive(batch);
    }
    sendWhatMay();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  synchronized boolean isIdle() {
    return batchesInFlight == 0 && waiting.size() == 0;
  }

  private void sendWhatMay() {
    for (List<PendingCommand> batch = nextBatch(); batch != null; batch = nextBatch()) {
      sender.accept(batch);
    }
  }

  private synchronized @Nullable List<PendingCommand> nextBatch() {
    if (waiting.readySize() == 0 || batchesInFlight >= inFlightMax) {
      return null;
    }
    int aboutNow = waiting.readySize() + commandsInFlight;
    int aboutOfLate = Math.max(aboutNow, about - Math.max(1, about / FORGETTING));
    int share = Math.min(batchMax, (aboutOfLate + inFlightMax - 1) / inFlightMax);
    if (batchesInFlight > 0 && waiting.readySize() < share) {
      return null;
    }
    about = aboutOfLate;
    // What one player has goes into one batch anyway.
    boolean lone = batchesInFlight == 0 && waiting.isOnePlayers();
    List<PendingCommand> batch = take(lone ? batchMax : share);
    waiting.leave(batch);
    batchesInFlight++;
    commandsInFlight += batch.size();
    return batch;
  }

  @GuardedBy("this")
  private List<PendingCommand> take(int most) {
    List<PendingCommand> batch = new ArrayList<>(Math.min(most, waiting.readySize()));
    long bytes = 0;
    for (PendingCommand next = waiting.peek();
        next != null && batch.size() < most;
        next = waiting.peek()) {
      bytes += next.encoded().length;
      if (!batch.isEmpty() && bytes > batchBytesMax) {
        break;
      }
      waiting.remove();
      batch.add(next);
    }
    return batch;
  }
}
