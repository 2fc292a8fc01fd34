package com.rollingdrop.benchmarks.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** When the next call is made. Thread-safe. */
@FunctionalInterface
public interface Pace {
  /** Waits until a call is due; the time, {@link System#nanoTime}, from which it counts. */
  long awaitTurn();

  /** Each caller calls again as soon as it has its reply. */
  static Pace unlimited() {
    return System::nanoTime;
  }

  /**
   * So many calls per second in all, from now on, evenly spread. A call that is late because all
   * callers were waiting counts from when it was due, so that a stall is not hidden.
   */
  static Pace of(double perSecond) {
    long start = System.nanoTime();
    double everyNanos = 1e9 / perSecond;
    AtomicLong turn = new AtomicLong();
    return () -> {
      long due = start + (long) (turn.getAndIncrement() * everyNanos);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return due;
    };
  }
}
