package com.rollingdrop.grid.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The stretch of the calendar for which a limit holds; the next one begins where it ends. */
public enum LimitWindow {
  /** From midnight to midnight. */
  DAY,
  /** From Monday to Monday, as ISO 8601 counts weeks. */
  WEEK,
  /** From the first to the first. */
  MONTH;

  /** When the window began that holds this time; epoch milliseconds, both. */
  public long startMs(long timeMs, ZoneId zone) {
    return midnightMs(firstDay(timeMs, zone), zone);
  }

  /** When the window ends that holds this time, the next one's first millisecond. */
  public long endMs(long timeMs, ZoneId zone) {
    LocalDate first = firstDay(timeMs, zone);
    LocalDate next =
        switch (this) {
          case DAY -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
        };
    return midnightMs(next, zone);
  }

  private LocalDate firstDay(long timeMs, ZoneId zone) {
    LocalDate day = Instant.ofEpochMilli(timeMs).atZone(zone).toLocalDate();
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  private static long midnightMs(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
