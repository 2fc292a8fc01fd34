package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;

/** The bounded pool of connections to Postgres. */
public final class PostgresDataSource {
  /** A server that is silent for this long within a statement is taken for lost. */
  private static final int SOCKET_TIMEOUT_S = 10;

  /** Flyway holds its lock on one connection and migrates on another. */
  private static final int POOL_MIN = 2;

  private PostgresDataSource() {}

  /**
   * Opens the pool; does not connect, so a process can start while Postgres is down. Of a grid
   * node, close it after the node has stopped: a stopping node writes what its buffers hold.
   *
   * @throws com.rollingdrop.grid.settings.BadSettingsException when the password is missing
   */
  public static HikariDataSource open(Settings settings, Secrets secrets) {
    Settings.Postgres postgres = settings.postgres();
    HikariConfig config = new HikariConfig();
    config.setPoolName("postgres");
    config.setJdbcUrl(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(postgres.host(), postgres.port(), postgres.database()));
    config.setUsername(postgres.user());
    config.setPassword(secrets.text(Secret.POSTGRES_PASSWORD));
    config.setMaximumPoolSize(Math.max(POOL_MIN, postgres.poolMax()));
    config.setMinimumIdle(1);
    config.setConnectionTimeout(postgres.connectTimeoutMs());
    config.setValidationTimeout(Math.min(1_000, postgres.connectTimeoutMs()));
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "rollingdrop");
    config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_S));
    config.addDataSourceProperty(
        "connectTimeout",
        Long.toString(Math.max(1, TimeUnit.MILLISECONDS.toSeconds(postgres.connectTimeoutMs()))));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The details show whole rows, seeds included.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
