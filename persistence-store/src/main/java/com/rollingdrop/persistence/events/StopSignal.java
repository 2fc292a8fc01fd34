package com.rollingdrop.persistence.events;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the threads of a process to come to an end; a wait for it ends at once. Thread-safe. */
public final class StopSignal {
  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks all who listen to stop. */
  public void request() {
    requested.countDown();
  }

  /** Whether it is time to stop. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /**
   * Waits this long, or less when a stop is asked for.
   *
   * @return whether a stop was asked for; an interrupt counts as one, and is kept
   */
  public boolean sleep(long ms) {
    try {
      return requested.await(ms, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
