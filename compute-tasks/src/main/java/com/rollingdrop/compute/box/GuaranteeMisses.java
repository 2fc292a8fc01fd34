package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;

/**
 * Counts draw by draw towards what a box guarantees, and says among what the next draw is made. Not
 * thread-safe.
 */
public final class GuaranteeMisses {
  private final TicketTable box;
  private final Guarantee guarantee;
  private int misses;

  /**
   * @param guarantee the box's
   * @param misses draws since the last guaranteed item, or since the first draw
   */
  public GuaranteeMisses(TicketTable box, Guarantee guarantee, int misses) {
    this.box = box;
    this.guarantee = guarantee;
    this.misses = misses;
  }

  /** Draws since the last guaranteed item, or since the first draw. */
  public int count() {
    return misses;
  }

  /** Whether the next draw is the last one within which the box keeps its promise. */
  public boolean isDue() {
    return misses >= guarantee.within() - 1;
  }

  /** Among what the next draw is made. */
  public TicketRanges ranges() {
    return isDue() ? box.guaranteed() : box.items();
  }

  /** Counts a draw. */
  public void drawn(BoxItem item) {
    misses = guarantee.covers(item) ? 0 : misses + 1;
  }
}
