package com.rollingdrop.persistence.clickhouse;

import com.clickhouse.jdbc.Driver;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections to ClickHouse. Thread-safe; a connection is for one thread. */
public final class ClickHouseConnections {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int SOCKET_TIMEOUT_MS = 30_000;
  private static final int VALIDATION_TIMEOUT_MS = 1_000;

  private final String url;
  private final Properties properties = new Properties();

  public ClickHouseConnections(Settings.ClickHouse clickhouse, String password) {
    url =
        "jdbc:clickhouse:http://%s:%d/%s"
            .formatted(clickhouse.host(), clickhouse.port(), clickhouse.database());
    properties.setProperty("user", clickhouse.user());
    properties.setProperty("password", password);
    // The embedded engine's HTTP front does not speak ClickHouse's own compression.
    properties.setProperty("compress", "0");
    properties.setProperty("decompress", "0");
    properties.setProperty("connection_timeout", Integer.toString(CONNECT_TIMEOUT_MS));
    properties.setProperty("socket_timeout", Integer.toString(SOCKET_TIMEOUT_MS));
  }

  /**
   * Opens a connection, which asks the server for its version.
   *
   * @throws SQLException when the server does not answer in time or refuses
   */
  public Connection open() throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("not a ClickHouse address: " + url);
    }
    return connection;
  }

  /**
   * A bounded pool for readers. Does not connect before it is asked.
   *
   * @param max most connections
   * @param timeoutMs how long to wait for a free connection, and for the reply to one statement; a
   *     server that cannot be reached is tried twice
   */
  public HikariDataSource pool(String name, int max, int timeoutMs) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDriverClassName(Driver.class.getName());
    config.setJdbcUrl(url);
    config.setDataSourceProperties(forReads(timeoutMs));
    config.setMaximumPoolSize(max);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(timeoutMs);
    config.setValidationTimeout(Math.min(VALIDATION_TIMEOUT_MS, timeoutMs));
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private Properties forReads(int timeoutMs) {
    Properties own = new Properties();
    own.putAll(properties);
    own.setProperty("socket_timeout", Integer.toString(timeoutMs));
    own.setProperty(
        "connection_timeout", Integer.toString(Math.min(CONNECT_TIMEOUT_MS, timeoutMs)));
    // Once, for a connection that the server has closed meanwhile; more would multiply the waiting.
    own.setProperty("retry", "1");
    return own;
  }
}
