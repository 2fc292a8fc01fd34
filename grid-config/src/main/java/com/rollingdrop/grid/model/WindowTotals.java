package com.rollingdrop.grid.model;

import java.time.ZoneId;

/** What a player moved in one window of the calendar. Immutable. */
public final class WindowTotals {
  private final long startMs;
  private final long endMs;
  private final long depositedMinor;
  private final long spentMinor;
  private final long returnedMinor;

  public WindowTotals(
      long startMs, long endMs, long depositedMinor, long spentMinor, long returnedMinor) {
    this.startMs = startMs;
    this.endMs = endMs;
    this.depositedMinor = depositedMinor;
    this.spentMinor = spentMinor;
    this.returnedMinor = returnedMinor;
  }

  /** The window that holds this time, with nothing in it. */
  public static WindowTotals empty(LimitWindow window, long timeMs, ZoneId zone) {
    return new WindowTotals(window.startMs(timeMs, zone), window.endMs(timeMs, zone), 0, 0, 0);
  }

  /** These and more; less where negative. */
  public WindowTotals plus(long deposited, long spent, long returned) {
    return new WindowTotals(
        startMs, endMs, depositedMinor + deposited, spentMinor + spent, returnedMinor + returned);
  }

  /** Whether the time is in the window. */
  public boolean holds(long timeMs) {
    return timeMs >= startMs && timeMs < endMs;
  }

  /** How much of a limit of this kind is used, minor units. */
  public long usedMinor(LimitKind kind) {
    return switch (kind) {
      case DEPOSIT -> depositedMinor;
      case SPEND -> spentMinor;
      case LOSS -> Math.max(0, spentMinor - returnedMinor);
    };
  }

  /** Epoch milliseconds. */
  public long startMs() {
    return startMs;
  }

  /** The first millisecond that is no longer in it, epoch milliseconds. */
  public long endMs() {
    return endMs;
  }

  /** Minor units, as are all of them. */
  public long depositedMinor() {
    return depositedMinor;
  }

  public long spentMinor() {
    return spentMinor;
  }

  public long returnedMinor() {
    return returnedMinor;
  }
}
