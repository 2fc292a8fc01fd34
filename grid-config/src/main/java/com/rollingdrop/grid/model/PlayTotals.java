package com.rollingdrop.grid.model;

import java.time.ZoneId;
import java.util.Objects;

/**
 * What a player moved in the current day, week and month: what limits are held against. Immutable.
 *
 * <p>Windows only go forward: while a node's clock is behind that of the node that began a window,
 * what it books counts in that window.
 */
public final class PlayTotals {
  private final String zone;
  private final long countedFromMs;
  private final WindowTotals day;
  private final WindowTotals week;
  private final WindowTotals month;

  public PlayTotals(
      String zone, long countedFromMs, WindowTotals day, WindowTotals week, WindowTotals month) {
    this.zone = Objects.requireNonNull(zone);
    this.countedFromMs = countedFromMs;
    this.day = Objects.requireNonNull(day);
    this.week = Objects.requireNonNull(week);
    this.month = Objects.requireNonNull(month);
  }

  /** Nothing yet, in the windows that hold this time. */
  public static PlayTotals empty(ZoneId zone, long timeMs, long countedFromMs) {
    return new PlayTotals(
        zone.getId(),
        countedFromMs,
        WindowTotals.empty(LimitWindow.DAY, timeMs, zone),
        WindowTotals.empty(LimitWindow.WEEK, timeMs, zone),
        WindowTotals.empty(LimitWindow.MONTH, timeMs, zone));
  }

  /** These totals in the windows of a later time: those that are over begin again. */
  public PlayTotals at(long nowMs) {
    if (nowMs < day.endMs() && nowMs < week.endMs() && nowMs < month.endMs()) {
      return this;
    }
    return new PlayTotals(
        zone,
        countedFromMs,
        at(nowMs, LimitWindow.DAY),
        at(nowMs, LimitWindow.WEEK),
        at(nowMs, LimitWindow.MONTH));
  }

  private WindowTotals at(long nowMs, LimitWindow window) {
    WindowTotals totals = of(window);
    return nowMs < totals.endMs() ? totals : WindowTotals.empty(window, nowMs, ZoneId.of(zone));
  }

  /** These and more, in each window. */
  public PlayTotals plus(long depositedMinor, long spentMinor, long returnedMinor) {
    return new PlayTotals(
        zone,
        countedFromMs,
        day.plus(depositedMinor, spentMinor, returnedMinor),
        week.plus(depositedMinor, spentMinor, returnedMinor),
        month.plus(depositedMinor, spentMinor, returnedMinor));
  }

  /** These less what was moved at an earlier time, in those windows that counted it. */
  public PlayTotals less(long movedAtMs, long depositedMinor, long spentMinor, long returnedMinor) {
    if (movedAtMs < countedFromMs) {
      return this;
    }
    return new PlayTotals(
        zone,
        countedFromMs,
        less(day, movedAtMs, depositedMinor, spentMinor, returnedMinor),
        less(week, movedAtMs, depositedMinor, spentMinor, returnedMinor),
        less(month, movedAtMs, depositedMinor, spentMinor, returnedMinor));
  }

  private static WindowTotals less(
      WindowTotals totals, long movedAtMs, long deposited, long spent, long returned) {
    return totals.holds(movedAtMs) ? totals.plus(-deposited, -spent, -returned) : totals;
  }

  /** These totals, with windows of another zone from the next ones on. */
  public PlayTotals inZone(ZoneId newZone) {
    return zone.equals(newZone.getId())
        ? this
        : new PlayTotals(newZone.getId(), countedFromMs, day, week, month);
  }

  public WindowTotals of(LimitWindow window) {
    return switch (window) {
      case DAY -> day;
      case WEEK -> week;
      case MONTH -> month;
    };
  }

  /** Id of the time zone in which windows begin and end. */
  public String zone() {
    return zone;
  }

  /** From when on everything is counted that the ledger has, epoch milliseconds. */
  public long countedFromMs() {
    return countedFromMs;
  }
}
