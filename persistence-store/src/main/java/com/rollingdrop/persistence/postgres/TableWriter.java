package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Writes batches into one table. Each batch is one statement with its own commit. When a row is at
 * fault, the batch is halved until the row is alone, and then set aside, so that it never blocks
 * the rows behind it. Thread-safe.
 */
final class TableWriter<K, V> {
  private final MirrorTable<K, V> table;
  private final LedgerPartitions partitions;
  private final Rejects rejects;
  private final TableMetrics metrics;

  TableWriter(
      MirrorTable<K, V> table, LedgerPartitions partitions, Rejects rejects, TableMetrics metrics) {
    this.table = table;
    this.partitions = partitions;
    this.rejects = rejects;
    this.metrics = metrics;
  }

  MirrorTable<K, V> table() {
    return table;
  }

  TableMetrics metrics() {
    return metrics;
  }

  /**
   * Writes the rows.
   *
   * @param connection in autocommit
   * @throws SQLException when Postgres is not there; some of the rows may be written by then
   */
  Written write(Connection connection, Collection<Row<K, V>> rows) throws SQLException {
    return writeOrHalve(connection, table.distinct(rows));
  }

  private Written writeOrHalve(Connection connection, List<Row<K, V>> rows) throws SQLException {
    try {
      int changed = statement(connection, rows);
      metrics.written.increment(rows.size());
      return new Written(changed, 0);
    } catch (SQLException e) {
      if (!Faults.inTheRow(e)) {
        throw e;
      }
      if (rows.size() == 1) {
        rejects.add(connection, table, rows.get(0), e);
        metrics.rejected.increment();
        return new Written(0, 1);
      }
      int half = rows.size() / 2;
      return writeOrHalve(connection, rows.subList(0, half))
          .plus(writeOrHalve(connection, rows.subList(half, rows.size())));
    }
  }

  private int statement(Connection connection, List<Row<K, V>> rows) throws SQLException {
    ToLongFunction<V> timeMs = table.month();
    if (timeMs == null) {
      return BatchStatement.upsert(connection, table, rows);
    }
    Set<YearMonth> months = new HashSet<>();
    for (Row<K, V> row : rows) {
      months.add(LedgerPartitions.monthOf(timeMs.applyAsLong(row.value())));
    }
    partitions.ensure(connection, months);
    try {
      return BatchStatement.upsert(connection, table, rows);
    } catch (SQLException e) {
      if (!Faults.CHECK_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      // A partition that we know is gone: somebody dropped it.
      partitions.forget();
      partitions.ensure(connection, months);
      return BatchStatement.upsert(connection, table, rows);
    }
  }
}
