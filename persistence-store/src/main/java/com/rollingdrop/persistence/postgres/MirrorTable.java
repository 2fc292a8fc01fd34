package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a cache looks as a table: columns, what makes a row the same row, which of two writes wins,
 * and the way back. Immutable; all of them stand in {@link MirrorTables}.
 */
public final class MirrorTable<K, V> {

  /** Makes a cache entry of the current row. */
  @FunctionalInterface
  interface Reader<K, V> {
    Map.Entry<K, V> read(ResultSet row) throws SQLException;
  }

  /**
   * One column and where its value comes from.
   *
   * @param ofKey the value of a column of the primary key; null for the time among them, which is
   *     the row's stamp, and for all other columns
   */
  record Column<K, V>(
      String name,
      ColumnType type,
      boolean key,
      boolean secret,
      BiFunction<K, V, @Nullable Object> value,
      @Nullable Function<K, Object> ofKey) {}

  private final CacheName cache;
  private final List<Column<K, V>> columns;
  private final Function<K, ?> identity;
  private final @Nullable ToLongFunction<V> version;
  private final @Nullable ToLongFunction<V> month;
  private final String condition;
  private final Reader<K, V> reader;
  private final String upsertSql;
  private final String selectSql;
  private final String lackingSql;

  private MirrorTable(Builder<K, V> builder, Reader<K, V> reader) {
    this.cache = builder.cache;
    this.columns = List.copyOf(builder.columns);
    this.identity = builder.identity;
    this.version = builder.version;
    this.month = builder.month;
    this.condition = builder.condition;
    this.reader = reader;
    this.upsertSql = upsert();
    this.selectSql = select();
    this.lackingSql = lacking();
  }

  static <K, V> Builder<K, V> of(CacheName cache) {
    return new Builder<>(cache);
  }

  /** The cache, whose name is the table's. */
  public CacheName cache() {
    return cache;
  }

  /** Selects all rows that the grid holds, in no order, in the shape that {@link #read} wants. */
  public String selectSql() {
    return selectSql;
  }

  /** As {@link #selectSql}, but also of the rows that the grid does not hold any more. */
  String selectAllSql() {
    return selectSql.substring(0, selectSql.length() - condition.length());
  }

  /**
   * Which rows of a batch the table lacks or has older: their places in it, from 1. The parameters
   * are the arrays of {@link #keyColumns}, and behind them that of the stamps where rows have
   * versions.
   */
  String lackingSql() {
    return lackingSql;
  }

  List<Column<K, V>> keyColumns() {
    return columns.stream().filter(Column::key).toList();
  }

  boolean isVersioned() {
    return version != null;
  }

  /** The row's version; 0 where rows never change. */
  long versionOf(V value) {
    return version == null ? 0 : version.applyAsLong(value);
  }

  /** The cache entry that the current row mirrors. */
  public Map.Entry<K, V> read(ResultSet row) throws SQLException {
    return reader.read(row);
  }

  /** One statement for a batch; one array parameter per column, in the order of the columns. */
  String upsertSql() {
    return upsertSql;
  }

  List<Column<K, V>> columns() {
    return columns;
  }

  /** The time that decides a row's monthly partition, or null where the table has none. */
  @Nullable ToLongFunction<V> month() {
    return month;
  }

  /**
   * The rows without repeats, of which one statement cannot take two: the highest version stays.
   * They are ordered, so that two writers take row locks in the same order.
   */
  List<Row<K, V>> distinct(Collection<Row<K, V>> rows) {
    TreeMap<Object, Row<K, V>> distinct = new TreeMap<>();
    for (Row<K, V> row : rows) {
      distinct.merge(identity.apply(row.key()), row, this::newer);
    }
    return new ArrayList<>(distinct.values());
  }

  /** Of two rows of one key the one with the higher version; the first where they have none. */
  Row<K, V> newer(Row<K, V> a, Row<K, V> b) {
    return version == null || version.applyAsLong(a.value()) >= version.applyAsLong(b.value())
        ? a
        : b;
  }

  private String upsert() {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values =
        columns.stream()
            .map(column -> column.type().in("b." + column.name()))
            .collect(Collectors.joining(", "));
    String arrays =
        columns.stream()
            .map(column -> "?::" + column.type().element() + "[]")
            .collect(Collectors.joining(", "));
    String keys =
        columns.stream()
            .filter(Column::key)
            .map(Column::name)
            .collect(Collectors.joining(", ", "(", ")"));
    return "INSERT INTO %s AS t (%s) SELECT %s FROM unnest(%s) AS b (%s) ON CONFLICT %s %s"
        .formatted(cache.id(), names, values, arrays, names, keys, onConflict());
  }

  private String lacking() {
    List<Column<K, V>> keys = keyColumns();
    StringBuilder arrays = new StringBuilder();
    StringBuilder names = new StringBuilder();
    StringBuilder same = new StringBuilder();
    for (Column<K, V> key : keys) {
      arrays.append(", ?::").append(key.type().element()).append("[]");
      names.append(key.name()).append(", ");
      same.append(" AND t.%s = %s".formatted(key.name(), key.type().in("b." + key.name())));
    }
    if (version != null) {
      arrays.append(", ?::int8[]");
      names.append("stamp, ");
      same.append(" AND t.version >= b.stamp");
    }
    return "SELECT b.place FROM unnest(%s) WITH ORDINALITY AS b (%splace) WHERE NOT EXISTS (SELECT FROM %s AS t WHERE %s)"
        .formatted(arrays.substring(2), names, cache.id(), same.substring(5));
  }

  private String onConflict() {
    if (version == null) {
      return "DO NOTHING";
    }
    String assignments =
        columns.stream()
            .filter(column -> !column.key())
            .map(column -> column.name() + " = excluded." + column.name())
            .collect(Collectors.joining(", "));
    return "DO UPDATE SET " + assignments + " WHERE excluded.version > t.version";
  }

  private String select() {
    return columns.stream()
            .map(column -> column.type().out(column.name()) + " AS " + column.name())
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + cache.id()))
        + condition;
  }

  /** Collects what a table is made of. */
  static final class Builder<K, V> {
    private final CacheName cache;
    private final List<Column<K, V>> columns = new ArrayList<>();
    private Function<K, ?> identity = key -> key;
    private @Nullable ToLongFunction<V> version;
    private @Nullable ToLongFunction<V> month;
    private String condition = "";

    private Builder(CacheName cache) {
      this.cache = cache;
    }

    /** A column of the primary key. */
    Builder<K, V> key(String name, ColumnType type, Function<K, Object> value) {
      columns.add(new Column<>(name, type, true, false, (k, v) -> value.apply(k), value));
      return this;
    }

    /** The time that belongs to the primary key, epoch milliseconds; for rows without versions. */
    Builder<K, V> keyTime(String name, ToLongFunction<V> timeMs) {
      columns.add(
          new Column<>(name, ColumnType.TIME, true, false, (k, v) -> timeMs.applyAsLong(v), null));
      return this;
    }

    Builder<K, V> column(String name, ColumnType type, BiFunction<K, V, @Nullable Object> value) {
      columns.add(new Column<>(name, type, false, false, value, null));
      return this;
    }

    /** A column that is shown nowhere but in its table. */
    Builder<K, V> secret(String name, ColumnType type, BiFunction<K, V, @Nullable Object> value) {
      columns.add(new Column<>(name, type, false, true, value, null));
      return this;
    }

    /** What makes two entries the same row, where it is less than the cache's key. Comparable. */
    Builder<K, V> identity(Function<K, ? extends Comparable<?>> newIdentity) {
      this.identity = newIdentity;
      return this;
    }

    /** The higher version wins; without this, the row that was there first stays. */
    Builder<K, V> versioned(ToLongFunction<V> newVersion) {
      this.version = newVersion;
      return this;
    }

    /** The table is partitioned by the month of this time, epoch milliseconds. */
    Builder<K, V> byMonth(ToLongFunction<V> timeMs) {
      this.month = timeMs;
      return this;
    }

    /** The grid holds only the rows for which this is so; the table holds all. */
    Builder<K, V> onlyThose(String newCondition) {
      this.condition = " WHERE " + newCondition;
      return this;
    }

    MirrorTable<K, V> readBy(Reader<K, V> reader) {
      return new MirrorTable<>(this, reader);
    }
  }
}
