package com.rollingdrop.persistence.analytics;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What happened, added up: the questions of the plan's analytics service. Answers are exact: each
 * transaction that ClickHouse has counts once, however often it was delivered; {@link Answer} says
 * how fresh they are. Amounts are in the installation's currency, transactions in another one are
 * left out.
 *
 * <p>At most {@code analytics.pool-max} questions are under way at a time; one more waits for
 * {@code analytics.timeout-ms}, and then gets none. Thread-safe. All methods throw {@link
 * AnalyticsException} when there is no answer in time, and {@link IllegalArgumentException} for
 * what can't be asked.
 */
public final class Analytics implements AutoCloseable {
  /** Most lines of a list. */
  public static final int LIMIT_MAX = 1_000;

  /** Most periods of a series: a month of hours, two years of days. */
  public static final int PERIODS_MAX = 750;

  /** Most days of a question about single players that is not about whole months. */
  public static final int PLAYER_DAYS_MAX = 31;

  private final Sql sql;
  private final Questions questions;

  /**
   * Opens the pool; does not connect.
   *
   * @param secrets hold the password of the ClickHouse user
   */
  public Analytics(
      Settings settings, Secrets secrets, MeterRegistry registry, InstantSource clock) {
    Settings.Analytics analytics = settings.analytics();
    ClickHouseConnections connections =
        new ClickHouseConnections(settings.clickhouse(), secrets.text(Secret.CLICKHOUSE_PASSWORD));
    this.sql = new Sql(settings.currency());
    this.questions =
        new Questions(
            connections.pool("analytics", analytics.poolMax(), analytics.timeoutMs()),
            analytics.timeoutMs(),
            registry,
            clock);
  }

  /** What a player did since the events begin; nothing for one who is not known. */
  public Answer<PlayerStats> player(long playerId) {
    return player(playerId, sql.player(playerId));
  }

  /**
   * What a player did in some days.
   *
   * @param window up to {@value #PLAYER_DAYS_MAX} whole days, or whole months, of UTC
   */
  public Answer<PlayerStats> player(long playerId, Window window) {
    daysOrMonths(window);
    return player(playerId, sql.player(playerId, window));
  }

  private Answer<PlayerStats> player(long playerId, String question) {
    if (playerId < 0) {
      throw new IllegalArgumentException("a player's id is not negative: " + playerId);
    }
    return questions.ask("player", asking -> asking.rows(question, r -> Rows.player(playerId, r)));
  }

  /**
   * What everybody did, and how many players there were.
   *
   * @param window up to {@value #PLAYER_DAYS_MAX} whole days, or whole months, of UTC
   */
  public Answer<Overview> overview(Window window) {
    daysOrMonths(window);
    return questions.ask(
        "overview",
        asking -> {
          long players =
              asking.rows(sql.players(window), rows -> rows.next() ? rows.getLong(1) : 0L);
          return new Overview(players, asking.rows(sql.activity(window), Rows::activity));
        });
  }

  /** The boxes that were opened most often, with what was paid and won. */
  public Answer<List<BoxStats>> boxes(Window window, int limit) {
    limited(limit);
    return questions.ask("boxes", asking -> asking.rows(sql.boxes(window, limit), Rows::boxes));
  }

  /** What happened hour by hour or day by day; every period of the window has its place. */
  public Answer<List<Period>> series(Window window, Step step) {
    if (step == Step.DAY) {
      wholeDays(window);
    }
    long periods = window.hours() / step.length().toHours();
    if (periods > PERIODS_MAX) {
      throw new IllegalArgumentException(
          "%d periods are more than %d".formatted(periods, PERIODS_MAX));
    }
    return questions.ask(
        "series",
        asking -> asking.rows(sql.series(window, step), rows -> Rows.series(window, step, rows)));
  }

  /**
   * The players who paid most, won most or opened most.
   *
   * @param window up to {@value #PLAYER_DAYS_MAX} whole days, or whole months, of UTC
   */
  public Answer<List<TopPlayer>> topPlayers(Window window, Ranking ranking, int limit) {
    daysOrMonths(window);
    limited(limit);
    return questions.ask(
        "top-players",
        asking -> {
          List<Long> best = asking.rows(sql.ranked(window, ranking, limit), Rows::ids);
          return best.isEmpty()
              ? List.of()
              : asking.rows(
                  sql.openingsOf(best, window), rows -> Rows.topPlayers(best, ranking, rows));
        });
  }

  private static void wholeDays(Window window) {
    if (!window.isWholeDays()) {
      throw new IllegalArgumentException(
          "this needs whole days of UTC: " + window.from() + ", " + window.to());
    }
  }

  private static void daysOrMonths(Window window) {
    wholeDays(window);
    if (!window.isWholeMonths() && window.hours() > Duration.ofDays(PLAYER_DAYS_MAX).toHours()) {
      throw new IllegalArgumentException(
          "this needs whole months of UTC, or %d days at most: %s, %s"
              .formatted(PLAYER_DAYS_MAX, window.from(), window.to()));
    }
  }

  private static void limited(int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("a limit must be between 1 and " + LIMIT_MAX);
    }
  }

  @Override
  public void close() {
    questions.close();
  }
}
