package com.rollingdrop.persistence.events;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits between attempts: each twice as long as the one before up to a bound, less up to a quarter
 * at random, so that processes that lost the same server don't come back in step. Not thread-safe.
 */
public final class Backoff {
  private final long firstMs;
  private final long maxMs;
  private long nextMs;

  public Backoff(long firstMs, long maxMs) {
    this.firstMs = firstMs;
    this.maxMs = maxMs;
    this.nextMs = firstMs;
  }

  /** How long to wait before the next attempt. */
  public long nextMs() {
    long wait = nextMs;
    nextMs = Math.min(maxMs, nextMs * 2);
    return wait - ThreadLocalRandom.current().nextLong(wait / 4 + 1);
  }

  /** After a success: the next wait is the shortest again. */
  public void reset() {
    nextMs = firstMs;
  }
}
