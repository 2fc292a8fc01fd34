package com.rollingdrop.benchmarks.load;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;

/** One caller at work until the measured time is over. */
final class Worker implements Callable<Long> {
  private final Caller caller;
  private final Pace pace;
  private final PlayerChoice choice;
  private final SplittableRandom random;
  private final Window window;
  private final Samples samples;
  private volatile long openings;

  Worker(
      Caller caller,
      Pace pace,
      PlayerChoice choice,
      SplittableRandom random,
      Window window,
      Samples samples) {
    this.caller = caller;
    this.pace = pace;
    this.choice = choice;
    this.random = random;
    this.window = window;
    this.samples = samples;
  }

  @Override
  public Long call() throws Exception {
    long opened = 0;
    for (long due = pace.awaitTurn(); !window.isPast(due); due = pace.awaitTurn()) {
      UUID key = new UUID(random.nextLong(), random.nextLong());
      if (caller.open(choice.next(random), key)) {
        throw new IllegalStateException("a new key was taken for a repetition");
      }
      opened++;
      openings = opened;
      long done = System.nanoTime();
      if (window.holds(done)) {
        samples.add(window.sinceStart(done), done - due);
      }
    }
    return opened;
  }

  /** Openings so far. */
  long openings() {
    return openings;
  }

  /** What it saw; to be read when it is done. */
  Samples samples() {
    return samples;
  }
}
