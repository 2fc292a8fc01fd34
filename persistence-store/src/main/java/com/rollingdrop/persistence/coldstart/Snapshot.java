package com.rollingdrop.persistence.coldstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * One snapshot of Postgres that several connections see. It lasts as long as the connection of
 * this, which one thread may use.
 */
final class Snapshot implements AutoCloseable {
  /**
   * A query that adds up a long ledger says nothing for longer than the few seconds that other
   * processes wait; a server that is gone is still noticed.
   */
  private static final int SILENCE_MS = (int) TimeUnit.MINUTES.toMillis(30);

  private final DataSource dataSource;
  private final Connection connection;
  private final String id;

  /**
   * @param dataSource gives a connection for this and each reader
   */
  Snapshot(DataSource dataSource) throws SQLException {
    this.dataSource = dataSource;
    this.connection = dataSource.getConnection();
    try {
      begin(connection);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
        row.next();
        this.id = row.getString(1);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    // The driver streams a result only within a transaction.
    connection.setAutoCommit(false);
    connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
  }

  /** The connection that keeps it. */
  Connection connection() {
    return connection;
  }

  /** One more connection that sees the same; close it when it is no longer needed. */
  Connection join() throws SQLException {
    Connection reader = dataSource.getConnection();
    try (Statement statement = reader.createStatement()) {
      begin(reader);
      statement.execute("SET TRANSACTION SNAPSHOT '" + id + "'");
      return reader;
    } catch (SQLException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.rollback();
    } finally {
      connection.close();
    }
  }
}
