package com.rollingdrop.api.ratelimit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.rollingdrop.compute.client.RateBuckets.Taken;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this server has taken from somebody's count and not used yet, and that nothing is left when
 * that is so: both hold until the window ends and no longer. The window's end is reckoned from
 * before the grid was asked, so it is never thought later than it is, and what was taken from one
 * window is never used in the next. Pure, thread-safe.
 */
final class Lease {
  private final RatePolicy policy;
  private final long windowMs;

  @GuardedBy("this")
  private long held;

  /** What the grid holds, as last seen. */
  @GuardedBy("this")
  private long left;

  @GuardedBy("this")
  private long endsAtMs = Long.MIN_VALUE;

  Lease(RatePolicy policy, long windowMs) {
    this.policy = policy;
    this.windowMs = windowMs;
  }

  /** Uses one of what is held; null when the grid has to be asked. */
  synchronized @Nullable Verdict use(long nowMs) {
    if (nowMs >= endsAtMs) {
      held = 0;
      left = policy.size();
      return null;
    }
    if (held > 0) {
      held--;
      return new Verdict(true, held + left, endsAtMs - nowMs);
    }
    return left > 0 ? null : new Verdict(false, 0, endsAtMs - nowMs);
  }

  /** How many to ask the grid for. */
  synchronized int wanted() {
    return policy.wanted(left);
  }

  /**
   * Takes in what the grid gave, and uses one of it.
   *
   * @param askedAtMs before it was asked
   * @return null when it has less than was asked for, but not nothing: ask again
   */
  synchronized @Nullable Verdict add(Taken taken, long askedAtMs) {
    long endMs = askedAtMs + TimeUnit.NANOSECONDS.toMillis(taken.endsInNanos());
    Verdict verdict =
        taken.taken() > 0
            ? new Verdict(true, taken.left() + taken.taken() - 1, endMs - askedAtMs)
            : taken.left() > 0 ? null : new Verdict(false, 0, endMs - askedAtMs);
    if (endsAtMs != Long.MIN_VALUE && endMs < endsAtMs - windowMs / 2) {
      // The window has ended while the answer was on its way.
      return verdict;
    }
    if (endsAtMs == Long.MIN_VALUE || endMs > endsAtMs + windowMs / 2) {
      held = 0;
      endsAtMs = endMs;
    }
    endsAtMs = Math.min(endsAtMs, endMs);
    left = taken.left();
    held += Math.max(0, taken.taken() - 1);
    return verdict;
  }
}
