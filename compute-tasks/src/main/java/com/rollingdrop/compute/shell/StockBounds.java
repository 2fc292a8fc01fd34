package com.rollingdrop.compute.shell;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.rollingdrop.compute.box.TicketTable;

/**
 * What each limited box has left at most, as far as this node has seen. What is left of a version
 * never grows (only a new version raises the stock), so a bound that was true once stays true, and
 * a box that is sold out is refused without a look at any row. Thread-safe.
 */
final class StockBounds {
  private static final int BOXES_MAX = 2_000;

  private record Bound(int version, long drawsLeft) {}

  private final Cache<String, Bound> bounds = Caffeine.newBuilder().maximumSize(BOXES_MAX).build();

  /** Draws that the box has left at most. */
  long of(TicketTable box) {
    Bound bound = bounds.getIfPresent(box.boxId());
    return bound != null && bound.version() == box.version() ? bound.drawsLeft() : Long.MAX_VALUE;
  }

  /**
   * Takes down what was left in a transaction that had locked all of it.
   *
   * @param box as it was live before that transaction began
   */
  void seen(TicketTable box, long drawsLeft) {
    bounds
        .asMap()
        .merge(
            box.boxId(),
            new Bound(box.version(), drawsLeft),
            (old, one) ->
                old.version() == one.version()
                    ? new Bound(old.version(), Math.min(old.drawsLeft(), one.drawsLeft()))
                    : old.version() > one.version() ? old : one);
  }
}
