package com.rollingdrop.persistence.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the rows of {@link Sql}'s questions. */
final class Rows {
  private static final int AFTER_TOTALS = 7;

  private Rows() {}

  /** The totals in the columns behind the first. */
  static Totals totals(ResultSet rows) throws SQLException {
    return new Totals(
        rows.getLong(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), rows.getLong(6));
  }

  static Activity activity(ResultSet rows) throws SQLException {
    Map<String, Totals> byKind = new HashMap<>();
    while (rows.next()) {
      byKind.put(text(rows), totals(rows));
    }
    return Activity.of(byKind);
  }

  static PlayerStats player(long playerId, ResultSet rows) throws SQLException {
    Map<String, Totals> byKind = new HashMap<>();
    long firstS = Long.MAX_VALUE;
    long lastS = 0;
    while (rows.next()) {
      byKind.put(text(rows), totals(rows));
      firstS = Math.min(firstS, rows.getLong(AFTER_TOTALS));
      lastS = Math.max(lastS, rows.getLong(AFTER_TOTALS + 1));
    }
    return byKind.isEmpty()
        ? new PlayerStats(playerId, Activity.NONE, null, null)
        : new PlayerStats(
            playerId,
            Activity.of(byKind),
            Instant.ofEpochSecond(firstS),
            Instant.ofEpochSecond(lastS));
  }

  static List<BoxStats> boxes(ResultSet rows) throws SQLException {
    List<BoxStats> boxes = new ArrayList<>();
    while (rows.next()) {
      boxes.add(new BoxStats(text(rows), Openings.of(totals(rows))));
    }
    return boxes;
  }

  /** Players. */
  static List<Long> ids(ResultSet rows) throws SQLException {
    List<Long> ids = new ArrayList<>();
    while (rows.next()) {
      ids.add(rows.getLong(1));
    }
    return ids;
  }

  /** Ranked anew, for events may have come since the players were chosen. */
  static List<TopPlayer> topPlayers(List<Long> chosen, Ranking ranking, ResultSet rows)
      throws SQLException {
    List<TopPlayer> players = new ArrayList<>(chosen.size());
    while (rows.next()) {
      players.add(new TopPlayer(rows.getLong(1), Openings.of(totals(rows))));
    }
    players.sort(
        Comparator.comparingLong((TopPlayer one) -> ranking.of(one.openings()))
            .reversed()
            .thenComparingLong(TopPlayer::playerId));
    return players;
  }

  /** Every period of the window, those in which nothing happened too. */
  static List<Period> series(Window window, Step step, ResultSet rows) throws SQLException {
    SortedMap<Instant, Map<String, Totals>> periods = new TreeMap<>();
    for (Instant at = window.from(); at.isBefore(window.to()); at = at.plus(step.length())) {
      periods.put(at, new HashMap<>());
    }
    while (rows.next()) {
      Instant at = Instant.ofEpochSecond(rows.getLong(AFTER_TOTALS));
      Objects.requireNonNull(periods.get(at)).put(text(rows), totals(rows));
    }
    List<Period> series = new ArrayList<>(periods.size());
    periods.forEach((at, byKind) -> series.add(new Period(at, Activity.of(byKind))));
    return series;
  }

  private static String text(ResultSet rows) throws SQLException {
    return Objects.requireNonNull(rows.getString(1));
  }
}
