package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.GuaranteeMisses;
import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.GuaranteeCounter;
import org.jspecify.annotations.Nullable;

/** A player's way to what a box guarantees, draw by draw. Confined to one decision. */
final class GuaranteeRun {
  private final Guarantee guarantee;
  private final GuaranteeMisses misses;
  private final long version;

  private GuaranteeRun(Guarantee guarantee, TicketTable box, @Nullable GuaranteeCounter before) {
    this.guarantee = guarantee;
    this.version = before == null ? 0 : before.version();
    this.misses =
        new GuaranteeMisses(
            box,
            guarantee,
            before != null && before.guarantee().equals(guarantee.toString())
                ? before.misses()
                : 0);
  }

  /**
   * Goes on where the player's last opening ended; from the beginning when the box has another
   * guarantee since. Null when the box has none.
   */
  static @Nullable GuaranteeRun of(TicketTable box, State state, long playerId) {
    Guarantee guarantee = box.guarantee();
    return guarantee == null
        ? null
        : new GuaranteeRun(guarantee, box, state.counter(OpenBox.key(playerId, box.boxId())));
  }

  /** Draws since the last guaranteed item, or since the first draw. */
  int misses() {
    return misses.count();
  }

  /** Whether the next draw is the last one within which the box keeps its promise. */
  boolean isDue() {
    return misses.isDue();
  }

  /** Among what the next draw is made. */
  TicketRanges ranges() {
    return misses.ranges();
  }

  void drawn(BoxItem item) {
    misses.drawn(item);
  }

  GuaranteeCounter counter(long nowMs) {
    return new GuaranteeCounter(guarantee.toString(), misses.count(), version + 1, nowMs);
  }
}
