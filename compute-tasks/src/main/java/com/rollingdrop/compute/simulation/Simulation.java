package com.rollingdrop.compute.simulation;

import com.rollingdrop.compute.box.GuaranteeMisses;
import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.Guarantee;

/**
 * Opens a box again and again for one player, as the engine does: the tickets come from {@link
 * Draws}, the items from the box's ticket table, and what a box guarantees is counted by the same
 * code. A limited stock is not counted, so a box does not sell out. Nothing is charged or booked.
 *
 * <p>The same seed gives the same draws, and a stranger can recompute them: the server seed is
 * SHA-256 of the seed's UTF-8 bytes, the client seed is {@value #CLIENT_SEED}, the nonce is the
 * number of the opening, from 1 on, and each opening has one draw, number 0.
 */
public final class Simulation {
  /** Most openings of one simulation. */
  public static final int OPENINGS_MAX = 1_000_000;

  static final String CLIENT_SEED = "simulation";

  private Simulation() {}

  /**
   * Opens the box; takes about a microsecond per opening.
   *
   * @param openings 1 … {@link #OPENINGS_MAX}
   * @param sessionOpenings openings that make a session, at most {@code openings}; 0 for no
   *     sessions
   * @throws IllegalArgumentException when a number is out of range
   */
  public static Simulated run(TicketTable box, String seed, int openings, int sessionOpenings) {
    if (openings < 1 || openings > OPENINGS_MAX) {
      throw new IllegalArgumentException("openings out of range: " + openings);
    }
    if (sessionOpenings < 0 || sessionOpenings > openings) {
      throw new IllegalArgumentException("openings of a session out of range: " + sessionOpenings);
    }
    byte[] serverSeed = Digests.sha256(seed);
    Guarantee guarantee = box.guarantee();
    GuaranteeMisses misses = guarantee == null ? null : new GuaranteeMisses(box, guarantee, 0);
    Tally tally = new Tally(box, openings, sessionOpenings);
    for (int opening = 1; opening <= openings; opening++) {
      boolean due = misses != null && misses.isDue();
      TicketRanges ranges = misses == null ? box.items() : misses.ranges();
      long ticket = new Draws(serverSeed, CLIENT_SEED, opening).ticket(0, ranges.totalTickets());
      int index = ranges.indexOf(ticket);
      tally.count(index, due);
      if (misses != null) {
        misses.drawn(ranges.item(index));
      }
    }
    return Simulated.of(box, openings, tally);
  }
}
