package com.rollingdrop.persistence.analytics;

import com.rollingdrop.grid.model.TransactionKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The questions in SQL. They use the expressions of the rollups to the letter (see {@code
 * clickhouse/V4__rollups.sql}), so that ClickHouse answers from these; in other words the answer
 * would be the same, and come later. Only what is asked of players in some days reads events. All
 * that is put in are numbers, words of our own and the currency's code.
 */
final class Sql {
  /** The columns that {@link Rows#totals} reads, behind one more. */
  private static final String TOTALS =
      "count(), sum(amount_minor), sum(promo_minor), sum(total_value_minor), sum(item_count)";

  private static final String HOUR = "toStartOfHour(timestamp, 'UTC')";
  private static final String MONTH = "toStartOfMonth(timestamp, 'UTC')";
  private static final String FROM = " FROM transaction_events WHERE currency = '";
  private static final String OPENINGS = " AND kind = '" + TransactionKind.BOX_OPENING.name() + "'";

  /** How new the newest event is; needs no column, for every part knows its bounds. */
  static final String NEWEST = "SELECT toUnixTimestamp(max(timestamp)) FROM transaction_events";

  private final String from;

  /**
   * @param currency ISO 4217 code; sums of two currencies would mean nothing
   */
  Sql(String currency) {
    this.from = FROM + currency + "'";
  }

  String player(long playerId) {
    return player(playerId, "");
  }

  String player(long playerId, Window window) {
    return player(playerId, span(window));
  }

  private String player(long playerId, String span) {
    return "SELECT kind, "
        + TOTALS
        + ", toUnixTimestamp(min(timestamp)), toUnixTimestamp(max(timestamp))"
        + from
        + " AND user_id = "
        + playerId
        + span
        + " GROUP BY kind";
  }

  String activity(Window window) {
    return "SELECT kind, " + TOTALS + from + hours(window) + " GROUP BY kind";
  }

  String players(Window window) {
    return "SELECT count() FROM (SELECT user_id" + from + span(window) + " GROUP BY user_id)";
  }

  String boxes(Window window, int limit) {
    return "SELECT box_id, "
        + TOTALS
        + from
        + OPENINGS
        + hours(window)
        + " GROUP BY box_id ORDER BY count() DESC, box_id LIMIT "
        + limit;
  }

  String series(Window window, Step step) {
    String period =
        switch (step) {
          case HOUR -> "toUnixTimestamp(" + HOUR + ")";
          case DAY -> "toUnixTimestamp(toStartOfDay(" + HOUR + ", 'UTC'))";
        };
    return "SELECT kind, "
        + TOTALS
        + ", "
        + period
        + " AS period"
        + from
        + hours(window)
        + " GROUP BY period, kind";
  }

  /** The best players alone: to rank by one figure costs a fraction of adding up all of them. */
  String ranked(Window window, Ranking ranking, int limit) {
    return "SELECT user_id"
        + from
        + OPENINGS
        + span(window)
        + " GROUP BY user_id ORDER BY "
        + ranking.measure()
        + " DESC, user_id LIMIT "
        + limit;
  }

  /** All figures of these players, of whom there is at least one. */
  String openingsOf(List<Long> players, Window window) {
    return "SELECT user_id, "
        + TOTALS
        + from
        + OPENINGS
        + span(window)
        + " AND user_id IN ("
        + players.stream().map(String::valueOf).collect(Collectors.joining(","))
        + ") GROUP BY user_id";
  }

  private static String hours(Window window) {
    return " AND %1$s >= toDateTime(%2$d, 'UTC') AND %1$s < toDateTime(%3$d, 'UTC')"
        .formatted(HOUR, window.from().getEpochSecond(), window.to().getEpochSecond());
  }

  // A rollup of players by the day would have about as many lines as there are events. So some days
  // are read as events, which stand in order of their time, and months come from the rollup.
  private static String span(Window window) {
    String between =
        window.isWholeMonths()
            ? " AND %1$s >= toDate(toDateTime(%2$d, 'UTC')) AND %1$s < toDate(toDateTime(%3$d, 'UTC'))"
            : " AND %1$s >= toDateTime(%2$d) AND %1$s < toDateTime(%3$d)";
    return between.formatted(
        window.isWholeMonths() ? MONTH : "timestamp",
        window.from().getEpochSecond(),
        window.to().getEpochSecond());
  }
}
