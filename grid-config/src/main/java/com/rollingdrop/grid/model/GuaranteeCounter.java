package com.rollingdrop.grid.model;

import java.util.Objects;

/** How far a player is on the way to what a box guarantees. */
public final class GuaranteeCounter {
  private final String guarantee;
  private final int misses;
  private final long version;
  private final long updatedAtMs;

  /**
   * @param guarantee for which it counts, as {@link Guarantee#toString} says it
   */
  public GuaranteeCounter(String guarantee, int misses, long version, long updatedAtMs) {
    this.guarantee = Objects.requireNonNull(guarantee);
    this.misses = misses;
    this.version = version;
    this.updatedAtMs = updatedAtMs;
  }

  /** For which it counts, as {@link Guarantee#toString} says it. */
  public String guarantee() {
    return guarantee;
  }

  /** Draws since the last one that gave a guaranteed item. */
  public int misses() {
    return misses;
  }

  /** Grows with each change, for the mirror. */
  public long version() {
    return version;
  }

  /** Epoch milliseconds. */
  public long updatedAtMs() {
    return updatedAtMs;
  }
}
