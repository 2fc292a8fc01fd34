package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.testing.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A real Postgres that can be stopped and started again on the same data and port. */
public final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final int port;
  private @Nullable EmbeddedPostgres running;

  public PostgresServer(Path folder) {
    this.folder = folder;
    this.port = FreePorts.next();
  }

  public int port() {
    return port;
  }

  public PostgresServer start() {
    try {
      running =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(folder)
              .setCleanDataDirectory(false)
              .setPGStartupWait(Duration.ofMinutes(1))
              .start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      running = null;
    }
  }

  /** The first column of the first row. */
  public String text(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public long number(String sql) {
    return Long.parseLong(text(sql));
  }

  public void execute(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection connection() throws SQLException {
    EmbeddedPostgres server = running;
    if (server == null) {
      throw new IllegalStateException("stopped");
    }
    return server.getPostgresDatabase().getConnection();
  }
}
