package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.persistence.postgres.RowsByKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A table of the mirror. Rows are streamed from one snapshot and hashed by the grid's code. */
final class PostgresSide<K, V> implements OtherSide<K> {
  private static final int FETCH_ROWS = 2_000;

  private final DataSource dataSource;
  private final RowView<K, V> view;
  private final RowsByKey<K, V> byKey;
  private final Hash64 hash = new Hash64();
  private long unreadable;

  PostgresSide(DataSource dataSource, RowView<K, V> view) {
    this.dataSource = dataSource;
    this.view = view;
    this.byKey = new RowsByKey<>(view.table());
  }

  @Override
  public Buckets summary() throws SQLException {
    Buckets buckets = new Buckets();
    unreadable = scan((key, value) -> view.addTo(buckets, hash, key, value));
    return buckets;
  }

  @Override
  public void list(BitSet buckets, Consumer<Seen<K>> each) throws SQLException {
    scan(
        (key, value) -> {
          if (buckets.get(Buckets.of(hash.of(view.identity(key))))) {
            each.accept(view.seen(hash, key, value));
          }
        });
  }

  @Override
  public void look(Map<String, K> wanted, BiConsumer<String, Seen<K>> each) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      byKey.read(
          connection,
          wanted.values(),
          (key, value, held) ->
              each.accept(view.identity(key), view.seen(hash, key, value).heldIf(held)),
          key -> each.accept(view.identity(key), Seen.unreadable(key)));
    }
  }

  /** Rows that did not come back as cache entries when they were summed up. */
  long unreadable() {
    return unreadable;
  }

  /** How many rows could not be read. */
  private long scan(BiConsumer<K, V> each) throws SQLException {
    long failed = 0;
    try (Connection connection = dataSource.getConnection()) {
      // The driver streams a result only within a transaction.
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH_ROWS);
        try (ResultSet rows = statement.executeQuery(view.table().selectSql())) {
          while (rows.next()) {
            Map.Entry<K, V> row;
            try {
              row = view.table().read(rows);
            } catch (RuntimeException e) {
              failed++;
              continue;
            }
            each.accept(row.getKey(), row.getValue());
          }
        }
      }
      connection.rollback();
    }
    return failed;
  }
}
