package com.rollingdrop.api.analytics;

import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.persistence.analytics.Analytics;
import com.rollingdrop.persistence.analytics.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days of UTC, as {@code from} and {@code to} name them.
 *
 * @param from the first day
 * @param to the last day, included
 */
record Days(LocalDate from, LocalDate to) {
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final int YEAR_MIN = 1970;
  private static final int YEAR_MAX = 2105;

  /** Events are kept for two years, and no window is longer than three. */
  private static final int MONTHS_MAX = 36;

  /**
   * The days that were asked for, null when none were.
   *
   * @throws ProblemException FIELD_INVALID when they are no days, only one of them is there, or
   *     they are too many
   */
  static @Nullable Days of(@Nullable String from, @Nullable String to) {
    if (from == null && to == null) {
      return null;
    }
    if (from == null || to == null) {
      throw ProblemException.invalid(
          from == null ? "from" : "to", "must be given with the other one");
    }
    Days days = new Days(date("from", from), date("to", to));
    if (days.to.isBefore(days.from)) {
      throw ProblemException.invalid("to", "must not be before from");
    }
    if (ChronoUnit.MONTHS.between(days.from, days.to) >= MONTHS_MAX) {
      throw ProblemException.invalid("to", "must be less than " + MONTHS_MAX + " months off");
    }
    if (!days.areWholeMonths() && days.count() > Analytics.PLAYER_DAYS_MAX) {
      throw ProblemException.invalid(
          "to",
          "must be within %d days of from, or from and to the first and the last day of months"
              .formatted(Analytics.PLAYER_DAYS_MAX));
    }
    return days;
  }

  /** As many days as can be asked for at most, up to this one. */
  static Days until(LocalDate last) {
    return new Days(last.minusDays(Analytics.PLAYER_DAYS_MAX - 1L), last);
  }

  Window window() {
    return Window.ofDays(from, to);
  }

  private long count() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  private boolean areWholeMonths() {
    return from.getDayOfMonth() == 1 && to.equals(YearMonth.from(to).atEndOfMonth());
  }

  private static LocalDate date(String name, String text) {
    if (DATE.matcher(text).matches()) {
      try {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() >= YEAR_MIN && date.getYear() <= YEAR_MAX) {
          return date;
        }
      } catch (DateTimeParseException e) {
        // The 30th of February, for instance.
      }
    }
    throw ProblemException.invalid(name, "must be a day like 2026-11-23");
  }
}
