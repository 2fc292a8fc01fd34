package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.grid.model.BoxItem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Postgres from its embedded binaries, with the schema of the peers. It has memory for all data of
 * a run, and no checkpoint falls into it.
 */
final class PostgresServer implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final Map<String, String> settings;

  private PostgresServer(EmbeddedPostgres postgres, Map<String, String> settings) {
    this.postgres = postgres;
    this.settings = settings;
  }

  static PostgresServer start(PostgresDurability durability, Stage stage) throws IOException {
    Map<String, String> settings = new TreeMap<>(durability.settings());
    settings.put("max_connections", "300");
    settings.put("shared_buffers", "1GB");
    settings.put("max_wal_size", "8GB");
    settings.put("checkpoint_timeout", "30min");
    settings.put("wal_buffers", "16MB");
    settings.put("jit", "off");
    settings.put("listen_addresses", "127.0.0.1");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(stage.folder().resolve("postgres"))
            .setOverrideWorkingDirectory(stage.shared().resolve("postgres-binaries").toFile())
            .setPort(Ports.next(1))
            .setPGStartupWait(START_PATIENCE)
            .setErrorRedirector(
                ProcessBuilder.Redirect.appendTo(stage.folder().resolve("postgres.log").toFile()))
            .setOutputRedirector(
                ProcessBuilder.Redirect.appendTo(stage.folder().resolve("postgres.log").toFile()));
    settings.forEach(builder::setServerConfig);
    PostgresServer server = new PostgresServer(builder.start(), settings);
    try {
      server.prepare(stage.players());
      return server;
    } catch (SQLException e) {
      server.close();
      throw new IOException(e);
    }
  }

  private void prepare(int players) throws SQLException, IOException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement()) {
      sql.execute(Resources.text("schema.sql"));
      sql.execute(Resources.text("open-box.sql"));
      try (PreparedStatement box =
          connection.prepareStatement("INSERT INTO boxes VALUES (?, ?, ?)")) {
        box.setString(1, Work.BOX.boxId());
        box.setLong(2, Work.BOX.priceMinor());
        box.setLong(3, Work.BOX.totalTickets());
        box.execute();
      }
      insertItems(connection);
      try (PreparedStatement wallets =
          connection.prepareStatement(
              "INSERT INTO wallets SELECT player, ?, 0 FROM generate_series(1, ?) player")) {
        wallets.setLong(1, Work.FUNDS_MINOR);
        wallets.setInt(2, players);
        wallets.execute();
      }
      sql.execute("VACUUM ANALYZE");
      sql.execute("CHECKPOINT");
    }
  }

  private static void insertItems(Connection connection) throws SQLException {
    try (PreparedStatement item =
        connection.prepareStatement("INSERT INTO box_items VALUES (?, ?, ?, ?, ?, ?)")) {
      long upto = 0;
      for (BoxItem one : Work.BOX.items()) {
        upto += one.tickets();
        item.setString(1, Work.BOX.boxId());
        item.setLong(2, upto);
        item.setString(3, one.definitionId());
        item.setString(4, one.name());
        item.setString(5, one.rarity());
        item.setLong(6, one.valueMinor());
        item.execute();
      }
    }
  }

  int port() {
    return postgres.getPort();
  }

  /** A connection whose statements are prepared at their first use. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + port()
            + "/postgres?user=postgres&prepareThreshold=1&sslmode=disable&gssEncMode=disable");
  }

  long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  long balanceMinor(long playerId) throws SQLException {
    return number("SELECT available_minor FROM wallets WHERE player_id = " + playerId);
  }

  long openings() throws SQLException {
    return number("SELECT count(*) FROM journal");
  }

  String about() throws SQLException {
    try (Connection connection = connect()) {
      return "PostgreSQL "
          + connection.getMetaData().getDatabaseProductVersion()
          + " "
          + settings
          + ", pgjdbc "
          + connection.getMetaData().getDriverVersion();
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
