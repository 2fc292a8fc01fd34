package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** One column and where its value comes from. */
  record Column<K, V>(
      String name, ColumnType type, ColumnRole role, BiFunction<K, V, @Nullable Object> value) {
    boolean key() {
      return role == ColumnRole.KEY || role == ColumnRole.MONTH_KEY;
    }

    boolean secret() {
      return role == ColumnRole.SECRET;
    }
  }

  /** A column by which a row is found when its cache key is known. */
  record KeyColumn<K>(String name, ColumnType type, Function<K, Object> value) {}

  /** See {@link #selectMarkedSql}. */
  static final String HELD = "held_by_the_grid";

  private final CacheName cache;
  private final List<Column<K, V>> columns;
  private final Function<K, ?> identity;
  private final @Nullable ToLongFunction<V> version;
  private final @Nullable ToLongFunction<V> month;
  private final String condition;
  private final Predicate<V> held;
  private final List<KeyColumn<K>> keys;
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
    this.held = builder.held;
    this.keys = List.copyOf(builder.keys);
    this.reader = reader;
    this.upsertSql = upsert();
    this.selectSql = select("") + (condition.isEmpty() ? "" : " WHERE " + condition);
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

  /**
   * As {@link #selectSql}, but of one part of the table: two parameters are the places at which the
   * part begins and before which it ends, as {@code (block,0)}.
   *
   * @param relation the table itself, or that of a month
   */
  public String selectPartSql(String relation) {
    return select("", "ONLY " + relation + " AS " + cache.id())
        + " WHERE "
        + (condition.isEmpty() ? "" : "(" + condition + ") AND ")
        + "ctid >= ?::tid AND ctid < ?::tid";
  }

  /** As {@link #selectSql}, but also of the rows that the grid does not hold any more. */
  public String selectAllSql() {
    return select("");
  }

  /** As {@link #selectAllSql}, and in a column {@link #HELD} whether the grid holds the row. */
  String selectMarkedSql() {
    return select(", (" + (condition.isEmpty() ? "true" : condition) + ") AS " + HELD);
  }

  /**
   * Which rows of a batch the table lacks or has older: their places in it, from 1. The parameters
   * are the arrays of {@link #keys}, behind them that of the stamps as times where there is a
   * {@link #hasMonthKey}, and that of the stamps as versions where rows have versions.
   */
  String lackingSql() {
    return lackingSql;
  }

  /** Whether the time by which the table is partitioned belongs to its primary key. */
  boolean hasMonthKey() {
    return columns.stream().anyMatch(column -> column.role() == ColumnRole.MONTH_KEY);
  }

  /** The cache entry that the current row mirrors. */
  public Map.Entry<K, V> read(ResultSet row) throws SQLException {
    return reader.read(row);
  }

  /** What makes it the same row in the table, as text. */
  public String identity(K key) {
    return String.valueOf(identity.apply(key));
  }

  /** Which write of the row this is; 0 where rows never change. */
  public long version(V value) {
    return version == null ? 0 : version.applyAsLong(value);
  }

  /** Whether rows change, and their versions say which is newer. */
  public boolean isVersioned() {
    return version != null;
  }

  /**
   * Whether the grid holds such a row, as far as the value can tell; the table keeps some that have
   * left the grid.
   */
  public boolean isHeld(V value) {
    return held.test(value);
  }

  /** Whether rows stand for money. */
  public boolean hasMoney() {
    return columns.stream().anyMatch(column -> column.role() == ColumnRole.MONEY);
  }

  /** The money that a row stands for, minor units; 0 where rows stand for none. */
  public BigInteger amountMinor(K key, V value) {
    BigInteger sumMinor = BigInteger.ZERO;
    for (Column<K, V> column : columns) {
      if (column.role() == ColumnRole.MONEY
          && column.value().apply(key, value) instanceof Long minor) {
        sumMinor = sumMinor.add(BigInteger.valueOf(minor));
      }
    }
    return sumMinor;
  }

  /** How many columns there are. */
  public int width() {
    return columns.size();
  }

  /**
   * What the row has in a column, as it goes to Postgres.
   *
   * @throws RuntimeException when the value has no form that Postgres could take
   */
  public @Nullable Object value(int column, K key, V value) {
    return columns.get(column).value().apply(key, value);
  }

  /** The columns that find a row. */
  List<KeyColumn<K>> keys() {
    return keys;
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
    List<Column<K, V>> keys = columns.stream().filter(Column::key).toList();
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

  private String select(String more) {
    return select(more, cache.id());
  }

  private String select(String more, String from) {
    return columns.stream()
        .map(column -> column.type().out(column.name()) + " AS " + column.name())
        .collect(Collectors.joining(", ", "SELECT ", more + " FROM " + from));
  }

  /** Collects what a table is made of. */
  static final class Builder<K, V> {
    private final CacheName cache;
    private final List<Column<K, V>> columns = new ArrayList<>();
    private final List<KeyColumn<K>> keys = new ArrayList<>();
    private Function<K, ?> identity = key -> key;
    private @Nullable ToLongFunction<V> version;
    private @Nullable ToLongFunction<V> month;
    private String condition = "";
    private Predicate<V> held = value -> true;

    private Builder(CacheName cache) {
      this.cache = cache;
    }

    /** A column of the primary key. */
    Builder<K, V> key(String name, ColumnType type, Function<K, Object> value) {
      keys.add(new KeyColumn<>(name, type, value));
      return add(name, type, ColumnRole.KEY, (k, v) -> value.apply(k));
    }

    /** The time that the primary key has because the table is partitioned by it. */
    Builder<K, V> keyOfMonth(String name, BiFunction<K, V, @Nullable Object> value) {
      return add(name, ColumnType.TIME, ColumnRole.MONTH_KEY, value);
    }

    Builder<K, V> column(String name, ColumnType type, BiFunction<K, V, @Nullable Object> value) {
      return add(name, type, ColumnRole.OTHER, value);
    }

    /** Money that the row stands for, minor units. */
    Builder<K, V> money(String name, BiFunction<K, V, @Nullable Object> value) {
      return add(name, ColumnType.BIGINT, ColumnRole.MONEY, value);
    }

    /** A column that is shown nowhere but in its table. */
    Builder<K, V> secret(String name, ColumnType type, BiFunction<K, V, @Nullable Object> value) {
      return add(name, type, ColumnRole.SECRET, value);
    }

    private Builder<K, V> add(
        String name, ColumnType type, ColumnRole role, BiFunction<K, V, @Nullable Object> value) {
      columns.add(new Column<>(name, type, role, value));
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
    Builder<K, V> onlyThose(String newCondition, Predicate<V> newHeld) {
      this.condition = newCondition;
      this.held = newHeld;
      return this;
    }

    MirrorTable<K, V> readBy(Reader<K, V> reader) {
      return new MirrorTable<>(this, reader);
    }
  }
}
