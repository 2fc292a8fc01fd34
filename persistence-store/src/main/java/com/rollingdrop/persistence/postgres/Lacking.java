package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a table with one query which rows of a batch it lacks or has older. */
final class Lacking {
  private Lacking() {}

  /**
   * Those rows, in their order. A mark that Postgres can't even be asked about, such as a key that
   * is no text for it, counts as lacking: the write will find the same fault and set it aside.
   */
  static <K, V> List<RowMark<K>> of(
      Connection connection, MirrorTable<K, V> table, List<RowMark<K>> marks) throws SQLException {
    try {
      return ask(connection, table, marks);
    } catch (SQLException e) {
      if (!Faults.inTheRow(e)) {
        throw e;
      }
      if (marks.size() == 1) {
        return marks;
      }
      int half = marks.size() / 2;
      List<RowMark<K>> lacking = new ArrayList<>(of(connection, table, marks.subList(0, half)));
      lacking.addAll(of(connection, table, marks.subList(half, marks.size())));
      return lacking;
    }
  }

  private static <K, V> List<RowMark<K>> ask(
      Connection connection, MirrorTable<K, V> table, List<RowMark<K>> marks) throws SQLException {
    List<RowMark<K>> lacking = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(table.lackingSql())) {
      int parameter = 0;
      for (MirrorTable.KeyColumn<K> column : table.keys()) {
        bind(connection, statement, ++parameter, column.type(), column.value(), marks);
      }
      if (table.hasMonthKey()) {
        bind(connection, statement, ++parameter, ColumnType.TIME, null, marks);
      }
      if (table.isVersioned()) {
        bind(connection, statement, ++parameter, ColumnType.BIGINT, null, marks);
      }
      try (ResultSet places = statement.executeQuery()) {
        while (places.next()) {
          lacking.add(marks.get((int) places.getLong(1) - 1));
        }
      }
    }
    return lacking;
  }

  private static <K> void bind(
      Connection connection,
      PreparedStatement statement,
      int parameter,
      ColumnType type,
      @Nullable Function<K, Object> ofKey,
      List<RowMark<K>> marks)
      throws SQLException {
    @Nullable Object[] values = BatchStatement.emptyArray(type, marks.size());
    for (int i = 0; i < values.length; i++) {
      RowMark<K> mark = marks.get(i);
      values[i] = ofKey == null ? (Object) mark.stamp() : ofKey.apply(mark.key());
    }
    BatchStatement.bind(connection, statement, parameter, type, values);
  }
}
