package com.rollingdrop.compute.simulation;

import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.model.BoxItem;
import java.util.Arrays;

/** Counts the draws of a simulation. Not thread-safe. */
final class Tally {
  private final long[] ordinary;
  private final long[] guaranteed;
  private final long[] ordinaryValues;
  private final long[] guaranteedValues;
  private final long[] sessions;
  private final int sessionOpenings;
  private int counted;

  Tally(TicketTable box, int openings, int sessionOpenings) {
    this.ordinaryValues = values(box.items());
    this.guaranteedValues = values(box.guaranteed());
    this.ordinary = new long[ordinaryValues.length];
    this.guaranteed = new long[guaranteedValues.length];
    this.sessionOpenings = sessionOpenings;
    this.sessions = new long[sessionOpenings == 0 ? 0 : openings / sessionOpenings];
  }

  private static long[] values(TicketRanges ranges) {
    return ranges.items().stream().mapToLong(BoxItem::valueMinor).toArray();
  }

  /**
   * Counts a draw.
   *
   * @param index of the item drawn, among those among which the draw was made
   * @param due whether these were the guaranteed ones only
   */
  void count(int index, boolean due) {
    (due ? guaranteed : ordinary)[index]++;
    // What is left over at the end is no whole session.
    int session = sessions.length == 0 ? 0 : counted / sessionOpenings;
    if (session < sessions.length) {
      sessions[session] += (due ? guaranteedValues : ordinaryValues)[index];
    }
    counted++;
  }

  /** Draws among all items, by item. */
  long[] ordinary() {
    return ordinary;
  }

  /** Draws among the guaranteed items only, by guaranteed item. */
  long[] guaranteed() {
    return guaranteed;
  }

  /** Value of each whole session, minor units, in rising order. */
  long[] sessions() {
    Arrays.sort(sessions);
    return sessions;
  }

  int sessionOpenings() {
    return sessionOpenings;
  }
}
