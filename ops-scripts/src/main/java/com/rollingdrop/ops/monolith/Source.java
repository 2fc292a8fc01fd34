package com.rollingdrop.ops.monolith;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.ops.OpsException;
import com.rollingdrop.ops.monolith.Cells.BadCell;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One look at the monolith: a snapshot in a transaction that Postgres itself keeps from writing.
 * Used by one thread; close it soon, for it keeps the monolith's Postgres from cleaning up.
 */
final class Source implements AutoCloseable {
  private static final int FETCH_ROWS = 2_000;
  private static final long SILENCE_S_MORE = 30;

  private final Connection connection;
  private final Mapping mapping;
  private final OffsetDateTime at;

  /** Takes the current row. */
  @FunctionalInterface
  interface Each {
    void row(Cells row) throws SQLException, BadCell;
  }

  /** Takes a row that cannot be taken otherwise. */
  @FunctionalInterface
  interface Bad {
    void row(Cells row, String reason) throws SQLException;
  }

  private Source(Connection connection, Mapping mapping) throws SQLException {
    this.connection = connection;
    this.mapping = mapping;
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT now()")) {
      row.next();
      this.at = row.getObject(1, OffsetDateTime.class);
    }
  }

  /**
   * Connects and begins.
   *
   * @throws BadSettingsException when the settings do not say where the monolith is
   */
  static Source open(Settings.Monolith settings, Secrets secrets, Mapping mapping)
      throws SQLException {
    String url = settings.url().orElse("");
    List<String> problems = new ArrayList<>();
    if (!url.startsWith("jdbc:postgresql://") || url.contains("password=")) {
      problems.add(
          "rollingdrop.monolith.url: must be as jdbc:postgresql://host:port/database,"
              + " without a password");
    }
    if (settings.user().isEmpty()) {
      problems.add("rollingdrop.monolith.user: must be set");
    }
    if (!problems.isEmpty()) {
      throw new BadSettingsException(problems);
    }
    long silenceS = TimeUnit.MILLISECONDS.toSeconds(settings.statementTimeoutMs()) + SILENCE_S_MORE;
    Properties properties = new Properties();
    properties.setProperty("user", settings.user().orElseThrow());
    properties.setProperty("password", secrets.text(Secret.MONOLITH_PASSWORD));
    properties.setProperty("ApplicationName", "rollingdrop-import");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", Long.toString(silenceS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty(
        "options",
        "-c default_transaction_read_only=on -c statement_timeout="
            + settings.statementTimeoutMs());
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      return new Source(connection, mapping);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** When the snapshot was taken, by the monolith's clock. */
  OffsetDateTime at() {
    return at;
  }

  /**
   * Reads a section, where the mapping has it.
   *
   * @param since what the query asks for, where it asks
   */
  void read(Section section, OffsetDateTime since, Each each, Bad bad) throws SQLException {
    Optional<String> query = mapping.query(section);
    if (query.isEmpty()) {
      return;
    }
    // The question mark is also an operator of Postgres, which the driver takes doubled.
    String sql = query.get().replace("?", "??");
    long sinces = Mapping.SINCE.matcher(sql).results().count();
    try (PreparedStatement statement =
        connection.prepareStatement(Mapping.SINCE.matcher(sql).replaceAll("?"))) {
      statement.setFetchSize(FETCH_ROWS);
      for (int i = 1; i <= sinces; i++) {
        statement.setObject(i, since);
      }
      try (ResultSet rows = statement.executeQuery()) {
        Cells cells = new Cells(rows, new Ids(mapping.source()));
        checkColumns(section, rows, cells);
        while (rows.next()) {
          try {
            each.row(cells);
          } catch (BadCell e) {
            bad.row(cells, String.valueOf(e.getMessage()));
          }
        }
      }
    }
  }

  private static void checkColumns(Section section, ResultSet rows, Cells cells)
      throws SQLException {
    for (String column : section.needed()) {
      if (!cells.has(column)) {
        throw new OpsException("section " + section.title() + " has no column " + column);
      }
    }
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      String column = rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT);
      if (!section.needed().contains(column) && !section.possible().contains(column)) {
        throw new OpsException(
            "section " + section.title() + " has a column " + column + ", which means nothing");
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
