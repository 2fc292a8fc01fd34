package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;

/** The bounded pools of connections to Postgres. */
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
    HikariConfig config = config(settings, secrets, "postgres");
    config.setMaximumPoolSize(Math.max(POOL_MIN, postgres.poolMax()));
    config.setMinimumIdle(1);
    config.setConnectionTimeout(postgres.connectTimeoutMs());
    config.setValidationTimeout(Math.min(1_000, postgres.connectTimeoutMs()));
    config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_S));
    config.addDataSourceProperty("connectTimeout", seconds(postgres.connectTimeoutMs()));
    return new HikariDataSource(config);
  }

  /**
   * Opens a pool for quick reads that somebody waits for; does not connect either.
   *
   * @param poolMax most connections
   * @param timeoutMs longest wait for a connection, and longest time of a statement
   * @throws com.rollingdrop.grid.settings.BadSettingsException when the password is missing
   */
  public static HikariDataSource openForReads(
      Settings settings, Secrets secrets, int poolMax, int timeoutMs) {
    HikariConfig config = config(settings, secrets, "postgres-reads");
    config.setMaximumPoolSize(poolMax);
    config.setMinimumIdle(0);
    config.setReadOnly(true);
    config.setConnectionTimeout(timeoutMs);
    config.setValidationTimeout(Math.min(1_000, timeoutMs));
    // The server ends a statement; a server that is silent is given up a little later.
    config.addDataSourceProperty("options", "-c statement_timeout=" + timeoutMs);
    config.addDataSourceProperty("socketTimeout", seconds(timeoutMs + 1_000L));
    config.addDataSourceProperty("connectTimeout", seconds(timeoutMs));
    return new HikariDataSource(config);
  }

  private static String seconds(long ms) {
    return Long.toString(Math.max(1, TimeUnit.MILLISECONDS.toSeconds(ms)));
  }

  private static HikariConfig config(Settings settings, Secrets secrets, String name) {
    Settings.Postgres postgres = settings.postgres();
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(postgres.host(), postgres.port(), postgres.database()));
    config.setUsername(postgres.user());
    config.setPassword(secrets.text(Secret.POSTGRES_PASSWORD));
    config.setInitializationFailTimeout(-1);
    // Left open, the pool asks its first connection for it; one that dies meanwhile leaves it at
    // -1, and every connection from then on is refused.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("ApplicationName", "rollingdrop");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The details show whole rows, seeds included.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }
}
