package com.rollingdrop.grid.model;

/**
 * How often something was tried lately, and until when it must not be tried again. Immutable.
 *
 * <p>The first attempts are free. From then on each doubles the wait for the next, up to {@link
 * #WAIT_MAX_MS}; after {@link #FORGOTTEN_AFTER_MS} without one all are free again.
 */
public final class Attempts {
  public static final Attempts NONE = new Attempts(0, 0, 0);

  /** Longest wait, milliseconds. */
  public static final long WAIT_MAX_MS = 15 * 60_000;

  /** Counted from the end of the wait, milliseconds. */
  public static final long FORGOTTEN_AFTER_MS = 30 * 60_000;

  private static final int DOUBLINGS_MAX = 20;

  private final int count;
  private final long lastAtMs;
  private final long blockedUntilMs;

  private Attempts(int count, long lastAtMs, long blockedUntilMs) {
    this.count = count;
    this.lastAtMs = lastAtMs;
    this.blockedUntilMs = blockedUntilMs;
  }

  /** How long the next one has to wait, milliseconds; 0 when it may be made now. */
  public long waitMs(long nowMs) {
    // Clocks differ between servers; a wait never grows by that.
    return Math.min(WAIT_MAX_MS, Math.max(0, blockedUntilMs - nowMs));
  }

  /**
   * With one more, made now.
   *
   * @param free how many need not wait for each other
   * @param waitFirstMs how long the next one waits after those
   */
  public Attempts another(long nowMs, int free, long waitFirstMs) {
    long quietSinceMs = Math.max(lastAtMs, blockedUntilMs);
    int counted = nowMs - quietSinceMs > FORGOTTEN_AFTER_MS ? 1 : Math.min(count, 1_000_000) + 1;
    if (counted < free) {
      return new Attempts(counted, nowMs, 0);
    }
    long waitMs = Math.min(WAIT_MAX_MS, waitFirstMs << Math.min(counted - free, DOUBLINGS_MAX));
    return new Attempts(counted, nowMs, nowMs + waitMs);
  }

  /** Without the last one, which turned out to be nothing to count. */
  public Attempts oneLess() {
    return count <= 1 ? NONE : new Attempts(count - 1, lastAtMs, 0);
  }
}
