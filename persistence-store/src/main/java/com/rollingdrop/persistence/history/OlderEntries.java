package com.rollingdrop.persistence.history;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.Availability;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ledger entries from Postgres, for those that the grid holds no more. Reads only, from a pool of
 * its own; few may wait for it, so that a Postgres that is away or slow holds up nobody else.
 * Thread-safe.
 */
public final class OlderEntries implements AutoCloseable {
  /** How many may wait for each connection. */
  private static final int WAITING_PER_CONNECTION = 4;

  private static final String PAGE_SQL =
      MirrorTables.LEDGER.selectAllSql()
          + " WHERE player_id = ? AND ledger.sequence < ? ORDER BY ledger.sequence DESC LIMIT ?";

  private final HikariDataSource dataSource;
  private final Availability availability;
  private final Semaphore places;
  private final Timer time;
  private final Counter failures;

  private OlderEntries(
      HikariDataSource dataSource, int places, MeterRegistry registry, InstantSource clock) {
    this.dataSource = dataSource;
    this.availability = new Availability(clock);
    this.places = new Semaphore(places);
    this.time =
        Timer.builder("rollingdrop.history.older")
            .description("pages of the history that Postgres gave")
            .register(registry);
    this.failures =
        Counter.builder("rollingdrop.history.older.failures")
            .description("pages of the history that Postgres could not give")
            .register(registry);
  }

  /**
   * Opens the pool; does not connect, so that a process can start while Postgres is down.
   *
   * @param registry gets {@code rollingdrop.history.older} and {@code
   *     rollingdrop.history.older.failures}
   * @throws com.rollingdrop.grid.settings.BadSettingsException when the password is missing
   */
  public static OlderEntries open(
      Settings settings, Secrets secrets, MeterRegistry registry, InstantSource clock) {
    int poolMax = settings.retention().historyPoolMax();
    return new OlderEntries(
        PostgresDataSource.openForReads(
            settings, secrets, poolMax, settings.retention().historyTimeoutMs()),
        poolMax * (1 + WAITING_PER_CONNECTION),
        registry,
        clock);
  }

  /**
   * A player's entries, newest first.
   *
   * @param beforeSequence only entries with a lower sequence
   */
  public List<Map.Entry<LedgerKey, LedgerEntry>> page(long playerId, long beforeSequence, int limit)
      throws HistoryUnavailableException {
    long failedMsAgo = availability.failedMsAgo();
    if (failedMsAgo >= 0) {
      throw failed("Postgres failed " + failedMsAgo + " ms ago");
    }
    if (!places.tryAcquire()) {
      throw failed("too many wait for Postgres");
    }
    long beganNs = System.nanoTime();
    try {
      List<Map.Entry<LedgerKey, LedgerEntry>> page = read(playerId, beforeSequence, limit);
      availability.worked();
      time.record(System.nanoTime() - beganNs, TimeUnit.NANOSECONDS);
      return page;
    } catch (SQLException e) {
      availability.failed();
      failures.increment();
      throw new HistoryUnavailableException("Postgres does not do it: " + e.getMessage(), e);
    } finally {
      places.release();
    }
  }

  private List<Map.Entry<LedgerKey, LedgerEntry>> read(
      long playerId, long beforeSequence, int limit) throws SQLException {
    List<Map.Entry<LedgerKey, LedgerEntry>> page = new ArrayList<>(limit);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE_SQL)) {
      statement.setLong(1, playerId);
      statement.setLong(2, beforeSequence);
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(MirrorTables.LEDGER.read(rows));
        }
      }
    }
    return page;
  }

  private HistoryUnavailableException failed(String why) {
    failures.increment();
    return new HistoryUnavailableException(why);
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
