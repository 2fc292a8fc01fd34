package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One statement that carries a whole batch in one array per column. */
final class BatchStatement {
  private BatchStatement() {}

  /** Writes the rows; gives how many the table lacked or had older. */
  static <K, V> int upsert(Connection connection, MirrorTable<K, V> table, List<Row<K, V>> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.upsertSql())) {
      int parameter = 0;
      for (MirrorTable.Column<K, V> column : table.columns()) {
        @Nullable Object[] values = emptyArray(column.type(), rows.size());
        for (int i = 0; i < values.length; i++) {
          values[i] = value(column, rows.get(i));
        }
        bind(connection, statement, ++parameter, column.type(), values);
      }
      return statement.executeUpdate();
    }
  }

  // The driver's arrays hold nothing to free, so they are left to the collector.
  static void bind(
      Connection connection,
      PreparedStatement statement,
      int parameter,
      ColumnType type,
      @Nullable Object[] values)
      throws SQLException {
    statement.setArray(parameter, connection.createArrayOf(type.element(), values));
  }

  // The driver encodes by the array's own type.
  static @Nullable Object[] emptyArray(ColumnType type, int length) {
    return switch (type) {
      case BIGINT, TIME -> new Long[length];
      case BOOLEAN -> new Boolean[length];
      case INTEGER -> new Integer[length];
      case TEXT, JSON -> new String[length];
      case BYTES -> new byte[length][];
      case UUID -> new UUID[length];
    };
  }

  private static <K, V> @Nullable Object value(MirrorTable.Column<K, V> column, Row<K, V> row)
      throws SQLDataException {
    try {
      Object value = column.value().apply(row.key(), row.value());
      return value instanceof String text ? Texts.whole(text) : value;
    } catch (RuntimeException e) {
      // Such as a kind that this node's version does not know yet: the fault is the row's alone.
      throw new SQLDataException(column.name() + ": " + e.getMessage(), Faults.BAD_VALUE, e);
    }
  }
}
