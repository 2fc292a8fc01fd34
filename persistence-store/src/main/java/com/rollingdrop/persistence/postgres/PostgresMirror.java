package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.integration.CacheWriterException;
import javax.sql.DataSource;
import org.apache.ignite.Ignite;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Writes one node's changes to Postgres. The stores of the caches find it through their node, so
 * that two nodes in one process have one each. Thread-safe.
 *
 * <p>Start: {@code IgniteConfigurations.server(settings, MirrorStoreFactory::new)}, {@code
 * Ignition.start}, {@link #attachTo}. Until it is attached, and whenever Postgres can't be reached,
 * changes stay in Ignite's write-behind buffers and are tried again. The schema is brought up to
 * date before the first write and after each outage, so a node may start before Postgres does.
 */
public final class PostgresMirror {
  private static final String ATTRIBUTE = "rollingdrop.postgres-mirror";

  private final DataSource dataSource;
  private final Availability availability;
  private final Map<CacheName, TableWriter<?, ?>> writers = new EnumMap<>(CacheName.class);
  private volatile boolean migrated;

  /**
   * @param dataSource gives connections in autocommit, at least two at a time; stays the caller's
   * @param registry gets the metrics {@code rollingdrop.mirror.*}, by cache
   * @param clock times the refusals
   */
  public PostgresMirror(DataSource dataSource, MeterRegistry registry, InstantSource clock) {
    this.dataSource = dataSource;
    this.availability = new Availability(clock);
    LedgerPartitions partitions = new LedgerPartitions();
    Rejects rejects = new Rejects(clock);
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      TableMetrics metrics = new TableMetrics(registry, table.cache());
      writers.put(table.cache(), new TableWriter<>(table, partitions, rejects, metrics));
    }
  }

  /** From now on the stores of this node write through this mirror. */
  public void attachTo(Ignite ignite) {
    slotOf(ignite).set(this);
  }

  /**
   * Where a node's stores find its mirror; empty before it is attached. A store takes the slot when
   * it starts: a stopping node clears its local map before its buffers are written.
   */
  static AtomicReference<@Nullable PostgresMirror> slotOf(Ignite ignite) {
    return ignite
        .cluster()
        .<String, AtomicReference<@Nullable PostgresMirror>>nodeLocalMap()
        .computeIfAbsent(ATTRIBUTE, attribute -> new AtomicReference<>());
  }

  /**
   * Writes rows of a cache; rows that Postgres refuses are set aside.
   *
   * @param onPlayersThread whether a player's transaction waits for this write
   * @throws CacheWriterException when Postgres can't be asked now
   */
  <K, V> void write(CacheName cache, Collection<Row<K, V>> rows, boolean onPlayersThread) {
    TableWriter<K, V> writer = writer(cache);
    run(writer.metrics(), onPlayersThread, connection -> writer.write(connection, rows));
  }

  /** Removes rows of a cache by their keys; the rest is as with {@link #write}. */
  <K> void delete(CacheName cache, Collection<K> keys, boolean onPlayersThread) {
    TableWriter<K, ?> writer = writer(cache);
    run(writer.metrics(), onPlayersThread, connection -> writer.delete(connection, keys));
  }

  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  private void run(TableMetrics metrics, boolean onPlayersThread, Work work) {
    String reason = availability.reasonNotToTry(onPlayersThread);
    if (reason != null) {
      metrics.skipped.increment();
      throw new CacheWriterException(reason);
    }
    long startNs = System.nanoTime();
    try (Availability.Attempt attempt = availability.begin()) {
      try {
        migrate();
        try (Connection connection = dataSource.getConnection()) {
          work.on(connection);
        }
        attempt.worked();
        metrics.batch.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
      } catch (SQLException | FlywayException e) {
        attempt.failed();
        migrated = false;
        metrics.failures.increment();
        throw new CacheWriterException("Postgres can't be written: " + e.getMessage(), e);
      }
    }
  }

  private void migrate() {
    if (migrated) {
      return;
    }
    synchronized (this) {
      if (!migrated) {
        Migrations.apply(dataSource);
        migrated = true;
      }
    }
  }

  // The map holds each writer under the cache whose types it has.
  @SuppressWarnings("unchecked")
  private <K, V> TableWriter<K, V> writer(CacheName cache) {
    TableWriter<?, ?> writer = writers.get(cache);
    if (writer == null) {
      throw new IllegalArgumentException("no table for " + cache);
    }
    return (TableWriter<K, V>) writer;
  }
}
