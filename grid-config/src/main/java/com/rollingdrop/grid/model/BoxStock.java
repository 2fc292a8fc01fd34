package com.rollingdrop.grid.model;

/**
 * The stock of a limited box: what it is in all, and what of it no partition has leased yet. Few
 * transactions touch it; what players draw from are the {@link Quota}s.
 */
public final class BoxStock {
  private final long total;
  private final long unleased;

  public BoxStock(long total, long unleased) {
    this.total = total;
    this.unleased = unleased;
  }

  /** Draws that there are in all, over all versions of the box. */
  public long total() {
    return total;
  }

  /** Draws that no partition has leased. */
  public long unleased() {
    return unleased;
  }
}
