package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Writes one node's changes to Postgres, behind the players' backs. Thread-safe.
 *
 * <p>Whenever Postgres can't be reached, changes stay in the buffers and are tried again, so a node
 * may start before Postgres does. What the buffers hold is lost with the process, and rows beyond
 * their bound are left out: the repair behind the mirror finds both.
 */
public final class PostgresMirror implements Mirror, AutoCloseable {
  private final MirrorStore store;
  private final Map<CacheName, WriteBehind<?, ?>> buffers = new EnumMap<>(CacheName.class);

  /**
   * @param dataSource gives connections in autocommit; stays the caller's
   * @param registry gets the metrics {@code rollingdrop.mirror.*}, by cache
   * @param clock times the refusals and the waiting
   */
  public PostgresMirror(
      DataSource dataSource,
      Settings.Mirror settings,
      MeterRegistry registry,
      InstantSource clock) {
    this.store = new MirrorStore(dataSource, registry, clock);
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      open(table, settings, clock);
    }
  }

  private <K, V> void open(MirrorTable<K, V> table, Settings.Mirror settings, InstantSource clock) {
    TableMetrics metrics = store.metrics(table.cache());
    WriteBehind<K, V> buffer =
        new WriteBehind<>(table, settings, rows -> write(table.cache(), rows), metrics, clock);
    metrics.watch(buffer);
    buffers.put(table.cache(), buffer);
  }

  @Override
  public <K, V> void committed(CacheName cache, Map<K, V> values) {
    if (!values.isEmpty()) {
      this.<K, V>buffer(cache).add(values);
    }
  }

  /** Rows that this node has yet to write. */
  public long waiting() {
    return buffers.values().stream().mapToLong(WriteBehind::size).sum();
  }

  /** How long the oldest of them has waited, milliseconds; 0 when there is none. */
  public long lagMs() {
    return buffers.values().stream().mapToLong(WriteBehind::lagMs).max().orElse(0);
  }

  /**
   * Writes rows of a cache now; rows that Postgres refuses are set aside.
   *
   * @throws MirrorUnavailableException when Postgres can't be asked now
   */
  <K, V> void write(CacheName cache, Collection<Row<K, V>> rows) {
    Written unused = store.write(cache, rows);
  }

  // The map holds each buffer under the cache whose types it has.
  @SuppressWarnings("unchecked")
  private <K, V> WriteBehind<K, V> buffer(CacheName cache) {
    WriteBehind<?, ?> buffer = buffers.get(cache);
    if (buffer == null) {
      throw new IllegalArgumentException("no table for " + cache);
    }
    return (WriteBehind<K, V>) buffer;
  }

  /** Writes what the buffers hold, as long as Postgres takes it. */
  @Override
  public void close() {
    buffers.values().forEach(WriteBehind::beginClose);
    buffers.values().forEach(WriteBehind::close);
  }
}
