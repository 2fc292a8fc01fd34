package com.rollingdrop.persistence.reconcile;

import java.math.BigInteger;
import java.util.List;
import org.apache.ignite.Ignite;

/**
 * Events of the time in which ledgers are closed: of them only number and money of all together can
 * be compared, entries that the grid still holds and those that left it. For one thread.
 */
final class OlderEvents {
  private static final int LOOKS_MAX = 5;

  private final Ignite ignite;
  private final GridSide grid;

  OlderEvents(Ignite ignite, GridSide grid) {
    this.ignite = ignite;
    this.grid = grid;
  }

  /**
   * Compares, where all of these events must still be there.
   *
   * @param view of all that is older than what is compared event by event
   * @param keptSinceMs events of before may be gone by rule; epoch milliseconds
   */
  void compare(EventView view, ClickHouseSide table, long keptSinceMs, Tally tally)
      throws Exception {
    ClosedTotals closed = ClosedLedgers.inGrid(ignite);
    if (closed.rows() == 0) {
      return;
    }
    Buckets held = grid.summaries(List.of(view)).get(0);
    for (int look = 1; look < LOOKS_MAX; look++) {
      // What leaves the grid just now must not be counted twice, or not at all.
      ClosedTotals after = ClosedLedgers.inGrid(ignite);
      if (after.rows() == closed.rows()) {
        break;
      }
      closed = after;
      held = grid.summaries(List.of(view)).get(0);
    }
    if (closed.firstAtMs() < keptSinceMs) {
      return;
    }
    Buckets events = table.summary();
    long rows = closed.rows() + held.rows();
    BigInteger minor = closed.buckets().sumMinor().add(held.sumMinor());
    boolean equal = rows == events.rows() && minor.equals(events.sumMinor());
    if (!equal) {
      tally.add(
          new Finding(
              Place.CLICKHOUSE,
              "transaction_events, older",
              events.rows() < rows ? Fault.MISSING_EVENT : Fault.UNKNOWN_EVENT,
              "all",
              "the ledgers have had %d entries of %s minor units until then, there are %d events of %s"
                  .formatted(rows, minor, events.rows(), events.sumMinor())));
    }
    tally.add(
        new Compared(
            Place.CLICKHOUSE,
            "transaction_events, older",
            rows,
            events.rows(),
            minor,
            events.sumMinor(),
            0,
            0,
            equal ? 0 : 1,
            0));
  }
}
