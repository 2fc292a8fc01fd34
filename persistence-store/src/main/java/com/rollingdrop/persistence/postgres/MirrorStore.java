package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mirror's tables: what they lack, and the one way to write them. Thread-safe.
 *
 * <p>The schema is brought up to date before the first use and after each outage. Each method
 * throws {@link MirrorUnavailableException} when Postgres can't be asked now, and is safe to
 * repeat.
 */
public final class MirrorStore {
  private static final Logger LOG = LoggerFactory.getLogger(MirrorStore.class);

  private final DataSource dataSource;
  private final Availability availability;
  private final Rejects rejects;
  private final Map<CacheName, TableWriter<?, ?>> writers = new EnumMap<>(CacheName.class);
  private final RowsByKey<PendingKey, Pending> pendingRows = new RowsByKey<>(MirrorTables.PENDING);
  private final RowsByKey<LedgerKey, LedgerEntry> ledgerRows = new RowsByKey<>(MirrorTables.LEDGER);
  private volatile boolean migrated;

  @FunctionalInterface
  private interface Work<R> {
    R with(Connection connection) throws SQLException;
  }

  /**
   * @param dataSource gives connections in autocommit; stays the caller's
   * @param registry gets the metrics {@code rollingdrop.mirror.*}, by cache
   * @param clock times the refusals
   */
  public MirrorStore(DataSource dataSource, MeterRegistry registry, InstantSource clock) {
    this.dataSource = dataSource;
    this.availability = new Availability(clock);
    this.rejects = new Rejects(clock);
    LedgerPartitions partitions = new LedgerPartitions();
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      TableMetrics metrics = new TableMetrics(registry, table.cache());
      writers.put(table.cache(), new TableWriter<>(table, partitions, rejects, metrics));
    }
  }

  /** Writes rows of a cache now; rows that Postgres refuses are set aside. */
  public <K, V> Written write(CacheName cache, Collection<Row<K, V>> rows) {
    if (rows.isEmpty()) {
      return Written.NOTHING;
    }
    TableWriter<K, V> writer = writer(cache);
    TableMetrics metrics = writer.metrics();
    try {
      long startNs = System.nanoTime();
      Written written = ask(connection -> writer.write(connection, rows));
      metrics.batch.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
      return written;
    } catch (MirrorUnavailableException e) {
      (e.getCause() == null ? metrics.skipped : metrics.failures).increment();
      throw e;
    }
  }

  /** Which of these rows the table lacks or has older, asked with one query. */
  public <K, V> List<RowMark<K>> lacking(MirrorTable<K, V> table, List<RowMark<K>> marks) {
    return marks.isEmpty() ? marks : ask(connection -> Lacking.of(connection, table, marks));
  }

  /**
   * What the table has of these ledger entries; one that can't be read is left out, one that is
   * there twice comes twice.
   */
  public List<Row<LedgerKey, LedgerEntry>> ledger(Collection<LedgerKey> keys) {
    return keys.isEmpty()
        ? List.of()
        : ask(
            connection -> {
              List<Row<LedgerKey, LedgerEntry>> rows = new ArrayList<>(keys.size());
              ledgerRows.read(
                  connection,
                  keys,
                  (key, value, held) -> rows.add(new Row<>(key, value)),
                  key -> LOG.warn("{} can't be read", key));
              return rows;
            });
  }

  /** What the table has of these pending transactions, whether open or ended. */
  public Map<PendingKey, Pending> pending(List<PendingKey> keys) {
    return keys.isEmpty() ? Map.of() : ask(connection -> pending(connection, keys));
  }

  private Map<PendingKey, Pending> pending(Connection connection, List<PendingKey> keys)
      throws SQLException {
    Map<PendingKey, Pending> pending = new HashMap<>();
    pendingRows.read(connection, keys, pending::put, key -> LOG.warn("{} can't be read", key));
    return pending;
  }

  /** The rows without those that were refused so often already in just this version. */
  public <K, V> List<Row<K, V>> worthTrying(
      MirrorTable<K, V> table, List<Row<K, V>> rows, int attemptsMax) {
    return rows.isEmpty()
        ? rows
        : ask(connection -> rejects.worthTrying(connection, table, rows, attemptsMax));
  }

  /** Sets aside a row that can't be read, so that it can't be written either. */
  public void setAside(CacheName cache, Object key, String why) {
    boolean unused =
        ask(
            connection -> {
              rejects.add(connection, cache, key, why);
              return true;
            });
    metrics(cache).rejected.increment();
  }

  /** Returns when Postgres answers. */
  public void ping() {
    boolean unused = ask(connection -> connection.isValid(1));
  }

  private <R> R ask(Work<R> work) {
    long failedMsAgo = availability.failedMsAgo();
    if (failedMsAgo >= 0) {
      throw new MirrorUnavailableException("Postgres failed " + failedMsAgo + " ms ago", null);
    }
    try {
      migrate();
      R result;
      try (Connection connection = dataSource.getConnection()) {
        result = work.with(connection);
      }
      availability.worked();
      return result;
    } catch (SQLException | FlywayException e) {
      availability.failed();
      migrated = false;
      throw new MirrorUnavailableException("Postgres does not do it: " + e.getMessage(), e);
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

  /** What is counted of a cache. */
  TableMetrics metrics(CacheName cache) {
    return writer(cache).metrics();
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
