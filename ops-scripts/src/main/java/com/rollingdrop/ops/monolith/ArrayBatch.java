package com.rollingdrop.ops.monolith;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows on their way into a table, a thousand with one statement. Used by one thread. */
final class ArrayBatch {
  private static final int ROWS_MAX = 1_000;

  private final Connection connection;
  private final String sql;
  private final List<String> types;
  private final List<@Nullable Object[]> rows = new ArrayList<>(ROWS_MAX);

  /**
   * @param sql takes one array for each column
   * @param types of the arrays' elements
   */
  ArrayBatch(Connection connection, String sql, String... types) {
    this.connection = connection;
    this.sql = sql;
    this.types = List.of(types);
  }

  void add(@Nullable Object... row) throws SQLException {
    rows.add(row);
    if (rows.size() >= ROWS_MAX) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int column = 0; column < types.size(); column++) {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = rows.get(i)[column];
        }
        statement.setArray(column + 1, connection.createArrayOf(types.get(column), values));
      }
      statement.executeUpdate();
    }
    rows.clear();
  }
}
