package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a table that belong to given cache keys. Thread-safe; a connection is not. */
public final class RowsByKey<K, V> {
  private static final int KEYS_PER_QUERY_MAX = 500;
  private static final String REFUSED =
      "SELECT key, reason FROM mirror_rejects WHERE cache = ? AND key = ANY(?)";

  private final MirrorTable<K, V> table;
  private final String names;

  public RowsByKey(MirrorTable<K, V> table) {
    this.table = table;
    this.names =
        table.keys().stream()
            .map(MirrorTable.KeyColumn::name)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Is told of rows. */
  @FunctionalInterface
  public interface Each<K, V> {
    /**
     * Takes a row.
     *
     * @param key the row's own, which for an item that moved is not the one that was asked for
     * @param held whether the grid is to hold it
     */
    void row(K key, V value, boolean held);
  }

  private record Found<K, V>(Map.Entry<K, V> row, boolean held) {}

  /**
   * Reads the rows of these keys, also those that the grid does not hold.
   *
   * @param each is told of each row and of its own cache key, which for an item that moved is not
   *     the one that was asked for
   * @param unreadable is told of keys whose row does not come back as a cache entry
   */
  public void read(
      Connection connection, Collection<K> keys, BiConsumer<K, V> each, Consumer<K> unreadable)
      throws SQLException {
    read(connection, keys, (key, value, held) -> each.accept(key, value), unreadable);
  }

  /** As the other, and tells whether the grid is to hold each row. */
  public void read(
      Connection connection, Collection<K> keys, Each<K, V> each, Consumer<K> unreadable)
      throws SQLException {
    List<K> all = List.copyOf(keys);
    for (int from = 0; from < all.size(); from += KEYS_PER_QUERY_MAX) {
      List<K> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_QUERY_MAX));
      List<Found<K, V>> rows = readable(connection, some);
      if (rows != null) {
        rows.forEach(found -> tell(found, each));
        continue;
      }
      for (K key : some) {
        List<Found<K, V>> alone = readable(connection, List.of(key));
        if (alone == null) {
          unreadable.accept(key);
        } else {
          alone.forEach(found -> tell(found, each));
        }
      }
    }
  }

  private static <K, V> void tell(Found<K, V> found, Each<K, V> each) {
    each.row(found.row().getKey(), found.row().getValue(), found.held());
  }

  /** The rows, or null when one of them can't be read. */
  private @Nullable List<Found<K, V>> readable(Connection connection, List<K> keys)
      throws SQLException {
    String sql =
        table.selectMarkedSql()
            + " WHERE "
            + names
            + " IN (SELECT * FROM unnest("
            + table.keys().stream()
                .map(key -> "?::" + key.type().element() + "[]")
                .collect(Collectors.joining(", "))
            + "))";
    List<Found<K, V>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, keys);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(new Found<>(table.read(found), found.getBoolean(MirrorTable.HELD)));
        }
      }
    } catch (RuntimeException e) {
      return null;
    }
    return rows;
  }

  /**
   * Removes the rows of a key, so that they can be written anew: a row of the same version is not
   * written over.
   *
   * @param versionMax a row with a higher version stays
   */
  public void remove(Connection connection, K key, long versionMax) throws SQLException {
    String sql =
        "DELETE FROM "
            + table.cache().id()
            + " WHERE "
            + names
            + " IN (SELECT * FROM unnest("
            + table.keys().stream()
                .map(column -> "?::" + column.type().element() + "[]")
                .collect(Collectors.joining(", "))
            + "))"
            + (table.isVersioned() ? " AND version <= ?" : "");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, List.of(key));
      if (table.isVersioned()) {
        statement.setLong(table.keys().size() + 1, versionMax);
      }
      statement.executeUpdate();
    }
  }

  /** Why Postgres refused the rows of these keys, where it did; by the key's text. */
  public Map<String, String> refused(Connection connection, Collection<K> keys)
      throws SQLException {
    Map<String, String> refused = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(REFUSED)) {
      statement.setString(1, table.cache().id());
      statement.setArray(
          2, connection.createArrayOf("text", keys.stream().map(Rejects::name).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          refused.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return refused;
  }

  /** The text by which {@link #refused} knows a key. */
  public static String name(Object key) {
    return Rejects.name(key);
  }

  private void bind(Connection connection, PreparedStatement statement, List<K> keys)
      throws SQLException {
    int parameter = 0;
    for (MirrorTable.KeyColumn<K> column : table.keys()) {
      @Nullable Object[] values = BatchStatement.emptyArray(column.type(), keys.size());
      for (int i = 0; i < values.length; i++) {
        Object value = column.value().apply(keys.get(i));
        // No row can have a key with a NUL in it, and none is looked for.
        values[i] = value instanceof String text ? Texts.printable(text, Integer.MAX_VALUE) : value;
      }
      BatchStatement.bind(connection, statement, ++parameter, column.type(), values);
    }
  }
}
