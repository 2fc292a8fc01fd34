package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Row;
import com.rollingdrop.persistence.postgres.RowsByKey;
import com.rollingdrop.persistence.postgres.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Writes rows of the grid to Postgres by the mirror's own way, so that what a running node writes
 * meanwhile is not written over by something older. Rows that only Postgres has stay, but for
 * pending transactions that have ended. For one thread.
 */
final class PostgresRepair {
  private static final int ROWS_AT_ONCE = 500;

  private final GridSide grid;
  private final PendingEnds ends;
  private final DataSource dataSource;
  private final MirrorStore store;
  private long written;

  PostgresRepair(GridSide grid, PendingEnds ends, DataSource dataSource, MirrorStore store) {
    this.grid = grid;
    this.ends = ends;
    this.dataSource = dataSource;
    this.store = store;
  }

  /** Rows that were handed to Postgres. */
  long written() {
    return written;
  }

  /**
   * Mends what can be mended.
   *
   * @throws SQLException when Postgres can't be asked
   * @throws com.rollingdrop.persistence.postgres.MirrorUnavailableException when it can't be
   *     written
   */
  <K, V> void mend(RowView<K, V> view, List<Suspect<K>> suspects) throws SQLException {
    for (int from = 0; from < suspects.size(); from += ROWS_AT_ONCE) {
      List<Suspect<K>> some =
          suspects.subList(from, Math.min(suspects.size(), from + ROWS_AT_ONCE));
      try (Connection connection = dataSource.getConnection()) {
        write(view.cache(), rowsOfGrid(connection, view, some));
        if (view.cache() == CacheName.PENDING) {
          write(view.cache(), ended(connection, some));
        }
      }
    }
  }

  private <K, V> void write(CacheName cache, Collection<Row<K, V>> rows) {
    if (!rows.isEmpty()) {
      Written unused = store.write(cache, rows);
      written += rows.size();
    }
  }

  private <K, V> List<Row<K, V>> rowsOfGrid(
      Connection connection, RowView<K, V> view, List<Suspect<K>> suspects) throws SQLException {
    List<K> keys = new ArrayList<>();
    suspects.forEach(suspect -> keys.addAll(suspect.keys()));
    Map<K, V> values = grid.values(view, keys);
    RowsByKey<K, V> byKey = new RowsByKey<>(view.table());
    List<Row<K, V>> rows = new ArrayList<>();
    for (Suspect<K> suspect : suspects) {
      for (K key : suspect.keys()) {
        V value = values.get(key);
        if (value == null) {
          continue;
        }
        switch (suspect.fault()) {
          case MISSING, OLDER, REJECTED -> rows.add(new Row<>(key, value));
          case DIFFERENT, UNREADABLE -> {
            byKey.remove(connection, key, view.version(value));
            rows.add(new Row<>(key, value));
          }
          default -> {
            // Nobody knows which of the two is right: a person has to look.
          }
        }
      }
    }
    return rows;
  }

  /** Open ones that the grid has ended; they are of the table of pending transactions. */
  private <K> List<Row<PendingKey, Pending>> ended(Connection connection, List<Suspect<K>> suspects)
      throws SQLException {
    List<PendingKey> keys = new ArrayList<>();
    for (Suspect<K> suspect : suspects) {
      if (suspect.fault() == Fault.EXTRA) {
        keys.add((PendingKey) suspect.key());
      }
    }
    List<Row<PendingKey, Pending>> rows = new ArrayList<>();
    new RowsByKey<>(MirrorTables.PENDING)
        .read(
            connection,
            keys,
            (key, open) -> {
              Pending end = open.isOpen() ? ends.end(key, open) : null;
              if (end != null) {
                rows.add(new Row<>(key, end));
              }
            },
            key -> {});
    return rows;
  }
}
