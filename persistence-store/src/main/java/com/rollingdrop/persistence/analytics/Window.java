package com.rollingdrop.persistence.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A stretch of time in whole hours of UTC, for the rollups know no less. It may reach into the
 * future: the hour that has just begun is asked for with its end.
 *
 * @param from its beginning
 * @param to its end, not included
 */
public record Window(Instant from, Instant to) {
  /** As long as the events are kept, and a bit more. */
  private static final Duration LENGTH_MAX = Duration.ofDays(3 * 366);

  /** What ClickHouse's DateTime can hold. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("2106-02-07T00:00:00Z");
  private static final long HOUR_S = Duration.ofHours(1).toSeconds();
  private static final long DAY_S = Duration.ofDays(1).toSeconds();

  /**
   * Checks the stretch.
   *
   * @throws IllegalArgumentException when it is empty, longer than three years, not in whole hours,
   *     or beyond what ClickHouse can hold
   */
  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a window must begin before it ends: " + from + ", " + to);
    }
    if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "a window must lie between " + EARLIEST + " and " + LATEST + ": " + from + ", " + to);
    }
    if (Duration.between(from, to).compareTo(LENGTH_MAX) > 0) {
      throw new IllegalArgumentException(
          "a window must not be longer than " + LENGTH_MAX.toDays() + " days");
    }
    if (!isAt(from, HOUR_S) || !isAt(to, HOUR_S)) {
      throw new IllegalArgumentException(
          "a window must begin and end at a whole hour of UTC: " + from + ", " + to);
    }
  }

  /** From the beginning of the first day to the end of the last one, in UTC. */
  public static Window ofDays(LocalDate first, LocalDate last) {
    return new Window(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** From the beginning of the first month to the end of the last one, in UTC. */
  public static Window ofMonths(YearMonth first, YearMonth last) {
    return ofDays(first.atDay(1), last.atEndOfMonth());
  }

  boolean isWholeDays() {
    return isAt(from, DAY_S) && isAt(to, DAY_S);
  }

  boolean isWholeMonths() {
    return isWholeDays() && isFirstOfMonth(from) && isFirstOfMonth(to);
  }

  private static boolean isFirstOfMonth(Instant time) {
    return time.atOffset(ZoneOffset.UTC).getDayOfMonth() == 1;
  }

  long hours() {
    return Duration.between(from, to).toHours();
  }

  private static boolean isAt(Instant time, long multipleS) {
    return time.getNano() == 0 && Math.floorMod(time.getEpochSecond(), multipleS) == 0;
  }
}
