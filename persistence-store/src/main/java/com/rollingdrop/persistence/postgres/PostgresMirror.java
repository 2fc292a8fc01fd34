package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * Writes one node's changes to Postgres, behind the players' backs. Thread-safe.
 *
 * <p>Whenever Postgres can't be reached, changes stay in the buffers and are tried again. The
 * schema is brought up to date before the first write and after each outage, so a node may start
 * before Postgres does. What the buffers hold is lost with the process, and rows beyond their bound
 * are left out: the repair behind the mirror finds both.
 */
public final class PostgresMirror implements Mirror, AutoCloseable {
  private final DataSource dataSource;
  private final Availability availability;
  private final Map<CacheName, Lane<?, ?>> lanes = new EnumMap<>(CacheName.class);
  private volatile boolean migrated;

  /** The way to one table. */
  private record Lane<K, V>(TableWriter<K, V> writer, WriteBehind<K, V> buffer) {}

  /**
   * @param dataSource gives connections in autocommit; stays the caller's
   * @param registry gets the metrics {@code rollingdrop.mirror.*}, by cache
   * @param clock times the refusals
   */
  public PostgresMirror(
      DataSource dataSource,
      Settings.Mirror settings,
      MeterRegistry registry,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.availability = new Availability(clock);
    LedgerPartitions partitions = new LedgerPartitions();
    Rejects rejects = new Rejects(clock);
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      open(table, settings, registry, partitions, rejects);
    }
  }

  private <K, V> void open(
      MirrorTable<K, V> table,
      Settings.Mirror settings,
      MeterRegistry registry,
      LedgerPartitions partitions,
      Rejects rejects) {
    TableMetrics metrics = new TableMetrics(registry, table.cache());
    TableWriter<K, V> writer = new TableWriter<>(table, partitions, rejects, metrics);
    WriteBehind<K, V> buffer =
        new WriteBehind<>(table, settings, rows -> write(writer, rows), metrics);
    metrics.watch(buffer);
    lanes.put(table.cache(), new Lane<>(writer, buffer));
  }

  @Override
  public <K, V> void committed(CacheName cache, Map<K, V> values) {
    if (!values.isEmpty()) {
      this.<K, V>lane(cache).buffer().add(values);
    }
  }

  /** Rows that this node has yet to write. */
  public long waiting() {
    return lanes.values().stream().mapToLong(lane -> lane.buffer().size()).sum();
  }

  /**
   * Writes rows of a cache now; rows that Postgres refuses are set aside.
   *
   * @throws MirrorUnavailableException when Postgres can't be asked now
   */
  public <K, V> void write(CacheName cache, Collection<Row<K, V>> rows) {
    write(this.<K, V>lane(cache).writer(), rows);
  }

  private <K, V> void write(TableWriter<K, V> writer, Collection<Row<K, V>> rows) {
    TableMetrics metrics = writer.metrics();
    long failedMsAgo = availability.failedMsAgo();
    if (failedMsAgo >= 0) {
      metrics.skipped.increment();
      throw new MirrorUnavailableException("Postgres failed " + failedMsAgo + " ms ago", null);
    }
    long startNs = System.nanoTime();
    try {
      migrate();
      try (Connection connection = dataSource.getConnection()) {
        writer.write(connection, rows);
      }
      availability.worked();
      metrics.batch.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
    } catch (SQLException | FlywayException e) {
      availability.failed();
      migrated = false;
      metrics.failures.increment();
      throw new MirrorUnavailableException("Postgres can't be written: " + e.getMessage(), e);
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

  // The map holds each lane under the cache whose types it has.
  @SuppressWarnings("unchecked")
  private <K, V> Lane<K, V> lane(CacheName cache) {
    Lane<?, ?> lane = lanes.get(cache);
    if (lane == null) {
      throw new IllegalArgumentException("no table for " + cache);
    }
    return (Lane<K, V>) lane;
  }

  /** Writes what the buffers hold, as long as Postgres takes it. */
  @Override
  public void close() {
    lanes.values().forEach(lane -> lane.buffer().beginClose());
    lanes.values().forEach(lane -> lane.buffer().close());
  }
}
