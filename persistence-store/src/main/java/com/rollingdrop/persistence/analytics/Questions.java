package com.rollingdrop.persistence.analytics;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Asks ClickHouse: a bounded number of questions at a time, each for a bounded time. */
final class Questions implements AutoCloseable {
  /** ClickHouse's TIMEOUT_EXCEEDED. */
  private static final String TIMEOUT_EXCEEDED = "TIMEOUT_EXCEEDED";

  private final HikariDataSource pool;
  private final String settings;
  private final MeterRegistry registry;
  private final InstantSource clock;

  /**
   * @param pool its size is how many questions may be under way
   * @param timeoutMs of one statement
   * @param registry gets {@code rollingdrop.analytics.query}, the time that answers took by
   *     question, and {@code rollingdrop.analytics.failures} by reason
   */
  Questions(HikariDataSource pool, int timeoutMs, MeterRegistry registry, InstantSource clock) {
    this.pool = pool;
    this.settings =
        " SETTINGS max_execution_time = " + Math.max(1, TimeUnit.MILLISECONDS.toSeconds(timeoutMs));
    this.registry = registry;
    this.clock = clock;
  }

  /** Reads all rows of a result. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** One statement of a question. */
  interface Asking {
    <T> T rows(String sql, Reader<T> reader) throws SQLException;
  }

  /** All statements of a question. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Asking asking) throws SQLException;
  }

  /**
   * Asks.
   *
   * @param name for the metrics
   * @throws AnalyticsException when there is no answer in time
   */
  <T> Answer<T> ask(String name, Question<T> question) {
    Instant askedAt = clock.instant();
    Timer.Sample sample = Timer.start(registry);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      Asking asking = new On(statement);
      // First, so that the value holds at least what this promises.
      long newestS = asking.rows(Sql.NEWEST, rows -> rows.next() ? rows.getLong(1) : 0L);
      T value = question.ask(asking);
      sample.stop(registry.timer("rollingdrop.analytics.query", "question", name));
      return new Answer<>(value, askedAt, newestS == 0 ? null : Instant.ofEpochSecond(newestS));
    } catch (SQLException e) {
      throw failed(name, e);
    }
  }

  /** Statements on one connection. */
  private final class On implements Asking {
    private final Statement statement;

    private On(Statement statement) {
      this.statement = statement;
    }

    @Override
    public <T> T rows(String sql, Reader<T> reader) throws SQLException {
      try (ResultSet rows = statement.executeQuery(sql + settings)) {
        return reader.read(rows);
      }
    }
  }

  private AnalyticsException failed(String name, SQLException e) {
    AnalyticsException.Reason reason = reason(e);
    Counter.builder("rollingdrop.analytics.failures")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .description("Questions that got no answer")
        .register(registry)
        .increment();
    String why =
        switch (reason) {
          case BUSY -> "too many questions are under way";
          case TIMEOUT -> "ClickHouse took too long";
          case UNAVAILABLE -> "ClickHouse does not answer, or refused";
        };
    return new AnalyticsException(reason, name + ": " + why, e);
  }

  private AnalyticsException.Reason reason(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return pool.getHikariPoolMXBean() != null
              && pool.getHikariPoolMXBean().getActiveConnections() >= pool.getMaximumPoolSize()
          ? AnalyticsException.Reason.BUSY
          : AnalyticsException.Reason.UNAVAILABLE;
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          || String.valueOf(cause.getMessage()).contains(TIMEOUT_EXCEEDED)) {
        return AnalyticsException.Reason.TIMEOUT;
      }
    }
    return AnalyticsException.Reason.UNAVAILABLE;
  }

  @Override
  public void close() {
    pool.close();
  }
}
