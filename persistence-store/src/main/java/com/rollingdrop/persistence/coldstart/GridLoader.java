package com.rollingdrop.persistence.coldstart;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cluster.ClusterState;
import org.jspecify.annotations.Nullable;

/**
 * Streams every table of the mirror into the grid, from one snapshot of Postgres: several readers
 * share a table's parts, each a few thousand rows in memory at a time. The mirror is not told: the
 * rows are in Postgres already.
 */
final class GridLoader {
  /** 8 KiB each: small enough to tell progress by, and for all readers to end at about one time. */
  private static final long PART_BLOCKS = 2_048;

  private final Ignite ignite;
  private final DataSource dataSource;
  private final int readers;
  private final Consumer<String> out;

  /**
   * @param ignite a client of the grid
   * @param dataSource gives one connection more than there are readers
   * @param out gets a line now and then
   */
  GridLoader(Ignite ignite, DataSource dataSource, int readers, Consumer<String> out) {
    this.ignite = ignite;
    this.dataSource = dataSource;
    this.readers = readers;
    this.out = out;
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
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try (Snapshot snapshot = new Snapshot(dataSource)) {
      for (TableLoad<?, ?> table : TableLoad.all()) {
        loaded.add(load(snapshot, table, threads));
      }
      new StockLoad(ignite).load(snapshot.connection());
      new ClosedLoad(ignite).load(snapshot.connection());
      new ListingLoad(ignite).load(snapshot.connection());
    } finally {
      threads.shutdownNow();
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

  private <K, V> Loaded load(Snapshot snapshot, TableLoad<K, V> load, ExecutorService threads)
      throws SQLException {
    List<TablePart> parts = TablePart.of(snapshot.connection(), load.cacheId(), PART_BLOCKS);
    long blocks = parts.stream().mapToLong(TablePart::blocks).sum();
    Progress progress = new Progress(load.cacheId(), blocks, out, System::nanoTime);
    BigInteger sumMinor = BigInteger.ZERO;
    Queue<TablePart> waiting = new ConcurrentLinkedQueue<>(parts);
    try (IgniteDataStreamer<K, V> streamer = ignite.dataStreamer(load.cacheId())) {
      streamer.allowOverwrite(load.catalogue());
      List<Future<BigInteger>> sums = new ArrayList<>();
      for (int reader = 0; reader < Math.min(readers, parts.size()); reader++) {
        sums.add(
            threads.submit(
                () -> {
                  try (Connection connection = snapshot.join()) {
                    return new PartReader<>(connection, load, streamer, progress).readAll(waiting);
                  } catch (SQLException | RuntimeException e) {
                    waiting.clear();
                    throw e;
                  }
                }));
      }
      sumMinor = sum(sums);
    }
    progress.done();
    return new Loaded(load.cacheId(), progress.count(), load.table().hasMoney() ? sumMinor : null);
  }

  /** Waits for all of them, also when one has failed. */
  private static BigInteger sum(List<Future<BigInteger>> sums) throws SQLException {
    BigInteger sum = BigInteger.ZERO;
    @Nullable Throwable failure = null;
    for (Future<BigInteger> each : sums) {
      try {
        sum = sum.add(each.get());
      } catch (ExecutionException e) {
        failure = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ColdStartException("interrupted");
      }
    }
    if (failure instanceof SQLException e) {
      throw e;
    }
    if (failure != null) {
      throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }
    return sum;
  }
}
