package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.Migrations;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.calcite.CalciteQueryEngineConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.SqlConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command that loads an empty grid from Postgres. Run it after the nodes have started and
 * before the api-servers, so that no player opens a wallet in between. Exit code 0 when every row
 * is back, 1 with one line that says why not.
 */
public final class ColdStart {
  private static final Logger LOG = LoggerFactory.getLogger(ColdStart.class);
  private static final String NAME = "cold-start";

  /** A client waits for its first server without end if nobody tells it otherwise. */
  private static final int JOIN_TIMEOUT_MS = 30_000;

  private ColdStart() {}

  /** Takes its settings as every process does. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    ProcessMain.run(
        NAME,
        settings -> {
          try {
            run(settings, Secrets.of(settings), System.out::println);
          } catch (ColdStartException e) {
            System.err.println(NAME + ": " + e.getMessage());
            System.exit(ProcessMain.EXIT_FAILED);
          }
        });
  }

  /**
   * Joins the grid as a client, loads it, and leaves.
   *
   * @param out gets a line now and then that says how far it is
   * @return what was loaded, by table
   * @throws ColdStartException when the grid is not active or not empty, or differs afterwards
   */
  public static List<Loaded> run(Settings settings, Secrets secrets, Consumer<String> out)
      throws SQLException {
    try (HikariDataSource dataSource = PostgresDataSource.open(settings, secrets)) {
      Migrations.apply(dataSource);
      try (Ignite ignite = Ignition.start(client(settings))) {
        List<Loaded> loaded = new GridLoader(ignite, dataSource, readers(dataSource), out).load();
        LOG.info("the grid agrees with Postgres: {}", loaded);
        return loaded;
      }
    }
  }

  /** One connection keeps the snapshot; more readers than processors would only take turns. */
  private static int readers(HikariDataSource dataSource) {
    int connections = dataSource.getMaximumPoolSize() - 1;
    return Math.max(1, Math.min(connections, Runtime.getRuntime().availableProcessors()));
  }

  private static IgniteConfiguration client(Settings settings) {
    IgniteConfiguration configuration = IgniteConfigurations.client(settings, NAME);
    // A query is planned where it is asked, so this client needs the engine as well.
    configuration.setSqlConfiguration(
        new SqlConfiguration()
            .setQueryEnginesConfiguration(new CalciteQueryEngineConfiguration().setDefault(true)));
    ((TcpDiscoverySpi) configuration.getDiscoverySpi()).setJoinTimeout(JOIN_TIMEOUT_MS);
    return configuration;
  }
}
