package com.rollingdrop.ops.monolith;

import com.rollingdrop.ops.OpsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * What was read of the monolith, kept in a schema of its own in the mirror's Postgres. One at a
 * time: a second importer is refused. Used by one thread.
 */
final class Staging implements AutoCloseable {
  /** The merge of a whole monolith is one statement for each table, and says nothing meanwhile. */
  private static final int SILENCE_MS = (int) TimeUnit.HOURS.toMillis(2);

  private static final String SCHEMA = "monolith";
  private static final String SCRIPT = "/db/monolith/V1__import.sql";

  /** Before everything that a monolith may have in it. */
  private static final OffsetDateTime EVER =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Connection connection;
  private final String source;

  private Staging(Connection connection, String source) {
    this.connection = connection;
    this.source = source;
  }

  /** The one that lasts. */
  static Staging open(DataSource dataSource, String source) throws SQLException {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(SCHEMA)
        .locations("classpath:db/monolith")
        .load()
        .migrate();
    return connect(dataSource, source, "SET search_path TO " + SCHEMA);
  }

  /** One of temporary tables, of which nothing is left when it is closed. */
  static Staging temporary(DataSource dataSource, String source) throws SQLException {
    Staging staging = connect(dataSource, source, "SET search_path TO pg_temp");
    try (Statement statement = staging.connection.createStatement()) {
      statement.execute(script());
      staging.connection.commit();
      return staging;
    } catch (SQLException e) {
      staging.close();
      throw e;
    }
  }

  private static String script() {
    try (InputStream in = Objects.requireNonNull(Staging.class.getResourceAsStream(SCRIPT))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Staging connect(DataSource dataSource, String source, String searchPath)
      throws SQLException {
    Connection connection = dataSource.getConnection();
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
      statement.execute(searchPath);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT pg_try_advisory_lock(hashtext('rollingdrop.import-monolith'))")) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new OpsException("another import is running");
        }
      }
      connection.setAutoCommit(false);
      return new Staging(connection, source);
    } catch (SQLException | OpsException e) {
      connection.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  /**
   * Up to when the monolith was read, empty before everything of it was.
   *
   * @throws OpsException when it was another monolith
   */
  Optional<OffsetDateTime> watermark() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT source, watermark FROM progress")) {
      if (!row.next()) {
        return Optional.empty();
      }
      if (!source.equals(row.getString(1))) {
        throw new OpsException(
            "what was read before is of " + row.getString(1) + ", and the mapping is of " + source);
      }
      return Optional.of(row.getObject(2, OffsetDateTime.class));
    }
  }

  /**
   * Takes one look at the monolith, all of it or nothing.
   *
   * @param all whether to read everything, or what has changed since
   * @param since what changed before is known; not asked for when everything is read
   * @return how many players have something else now
   */
  long take(Source look, Intake intake, boolean all, OffsetDateTime since) throws SQLException {
    Optional<OffsetDateTime> unused = watermark();
    try (Statement statement = connection.createStatement()) {
      for (String sql : Merge.INCOMING) {
        statement.execute(sql);
      }
      intake.read(look, all, all ? EVER : since);
      long touched = Merge.run(connection, all);
      try (PreparedStatement progress =
          connection.prepareStatement(
              """
              INSERT INTO progress (source, watermark) VALUES (?, ?)
              ON CONFLICT (one_row) DO UPDATE SET watermark = excluded.watermark""")) {
        progress.setString(1, source);
        progress.setObject(2, look.at());
        progress.executeUpdate();
      }
      connection.commit();
      return touched;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.rollback();
      connection.setAutoCommit(true);
      statement.execute("SELECT pg_advisory_unlock_all()");
      statement.execute("DISCARD TEMP");
      statement.execute("RESET search_path");
    } finally {
      connection.close();
    }
  }
}
