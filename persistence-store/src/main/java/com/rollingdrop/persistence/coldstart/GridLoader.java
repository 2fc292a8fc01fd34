package com.rollingdrop.persistence.coldstart;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cluster.ClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams every table of the mirror into the grid, from one snapshot of Postgres, a few thousand
 * rows in memory at a time. The mirror is not told: the rows are in Postgres already.
 */
final class GridLoader {
  private static final Logger LOG = LoggerFactory.getLogger(GridLoader.class);
  private static final int FETCH_ROWS = 2_000;
  private static final long PROGRESS_ROWS = 100_000;

  private final Ignite ignite;
  private final DataSource dataSource;

  /**
   * @param ignite a client of the grid
   */
  GridLoader(Ignite ignite, DataSource dataSource) {
    this.ignite = ignite;
    this.dataSource = dataSource;
  }

  /**
   * Loads everything and checks what came out.
   *
   * @return what was read, by table
   * @throws ColdStartException when the grid is not active or not empty, or differs afterwards
   */
  List<Loaded> load() throws SQLException {
    refuseUnlessEmpty();
    List<Loaded> loaded = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      // One snapshot of all tables; and the driver streams a result only within a transaction.
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      for (TableLoad<?, ?> table : TableLoad.all()) {
        loaded.add(load(connection, table));
      }
      new StockLoad(ignite).load(connection);
      connection.rollback();
    }
    new GridCheck(ignite).compare(TableLoad.all(), loaded);
    return loaded;
  }

  private void refuseUnlessEmpty() {
    ClusterState state = ignite.cluster().state();
    if (state != ClusterState.ACTIVE) {
      throw new ColdStartException("the grid is " + state + "; start its nodes first");
    }
    for (TableLoad<?, ?> table : TableLoad.all()) {
      if (table.catalogue()) {
        continue;
      }
      long entries = ignite.cache(table.cacheId()).sizeLong(CachePeekMode.PRIMARY);
      if (entries > 0) {
        throw new ColdStartException(
            "the grid is not empty: %s holds %d entries; a cold start only fills an empty grid"
                .formatted(table.cacheId(), entries));
      }
    }
  }

  private <K, V> Loaded load(Connection connection, TableLoad<K, V> load) throws SQLException {
    boolean hasMoney = load.table().hasMoney();
    BigInteger sumMinor = BigInteger.ZERO;
    Progress progress = new Progress(load.cacheId());
    try (IgniteDataStreamer<K, V> streamer = ignite.dataStreamer(load.cacheId());
        Statement statement = connection.createStatement()) {
      streamer.allowOverwrite(load.catalogue());
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery(load.table().selectSql())) {
        while (rows.next()) {
          Map.Entry<K, V> entry = load.table().read(rows);
          streamer.addData(entry.getKey(), entry.getValue());
          if (hasMoney) {
            sumMinor = sumMinor.add(load.table().amountMinor(entry.getKey(), entry.getValue()));
          }
          progress.row();
        }
      }
    }
    progress.done();
    return new Loaded(load.cacheId(), progress.rows, hasMoney ? sumMinor : null);
  }

  /** Says now and then how far a table is. */
  private static final class Progress {
    private final long startNs = System.nanoTime();
    private final String table;
    private long rows;

    Progress(String table) {
      this.table = table;
    }

    void row() {
      rows++;
      if (rows % PROGRESS_ROWS == 0) {
        say("so far");
      }
    }

    void done() {
      say("done");
    }

    private void say(String when) {
      double seconds = Math.max(0.001, (System.nanoTime() - startNs) / 1e9);
      LOG.info("{} {}: {} rows, {} rows/s", table, when, rows, Math.round(rows / seconds));
    }
  }
}
