package com.rollingdrop.grid.model;

/**
 * A partition's part of a limited box: what it has leased and not sold, and what its players have
 * drawn. The leased draws move between partitions, the sold ones never do.
 */
public final class Quota {
  /** Of a partition that has leased nothing yet. */
  public static final Quota NONE = new Quota(0, 0);

  private final long remaining;
  private final long sold;

  public Quota(long remaining, long sold) {
    this.remaining = remaining;
    this.sold = sold;
  }

  /** Leased draws that are left. */
  public long remaining() {
    return remaining;
  }

  /** Draws that players of this partition have had. */
  public long sold() {
    return sold;
  }

  /** After so many draws more. */
  public Quota sell(int draws) {
    return new Quota(remaining - draws, sold + draws);
  }

  /** With so many leased draws more, or less. */
  public Quota lease(long draws) {
    return new Quota(remaining + draws, sold);
  }
}
