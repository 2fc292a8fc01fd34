package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The table of events as a reader with FINAL sees it. Buckets are added up by ClickHouse itself;
 * only those that differ are fetched.
 */
final class ClickHouseSide implements OtherSide<LedgerKey>, AutoCloseable {
  /** 2,000 ids are 78 KB of text; ClickHouse takes a query of 256 KB. */
  private static final int IDS_PER_QUERY_MAX = 2_000;

  private static final String TABLE = "transaction_events";

  /** {@link Hash64#of} in SQL. */
  private static final String HASH = "reinterpretAsUInt64(substring(MD5(%s), 1, 8))";

  /** {@link EventView#identity} and {@link EventView#hash} in SQL. */
  private static final String ID = "concat(toString(user_id), '/', toString(transaction_id))";

  private static final String CONTENT =
      "concat("
          + ID
          + ", '|', toString(sequence), '|', toString(toUnixTimestamp64Milli(occurred_at)), '|',"
          + " toString(amount_minor))";

  private final Connection connection;
  private final EventView view;
  private long repeated;

  /**
   * Connects.
   *
   * @throws SQLException when ClickHouse does not answer or refuses
   */
  ClickHouseSide(ClickHouseConnections connections, EventView view) throws SQLException {
    this.connection = connections.open();
    this.view = view;
  }

  @Override
  public Buckets summary() throws SQLException {
    Buckets buckets = new Buckets();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT bitAnd("
                    + HASH.formatted(ID)
                    + ", "
                    + (Buckets.COUNT - 1)
                    + ") AS bucket, toString(count()), toString(sum("
                    + HASH.formatted(CONTENT)
                    + ")), toString(sum(toInt256(amount_minor))) FROM "
                    + TABLE
                    + " FINAL"
                    + within()
                    + " GROUP BY bucket")) {
      while (rows.next()) {
        buckets.add(
            rows.getInt(1),
            Long.parseLong(text(rows, 2)),
            Long.parseUnsignedLong(text(rows, 3)),
            new BigInteger(text(rows, 4)));
      }
    }
    repeated = rows() - buckets.rows();
    return buckets;
  }

  private long rows() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT toString(count()) FROM " + TABLE + within())) {
      rows.next();
      return Long.parseLong(text(rows, 1));
    }
  }

  @Override
  public void list(BitSet buckets, Consumer<Seen<LedgerKey>> each) throws SQLException {
    String wanted = buckets.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    rows(
        within()
            + " AND bitAnd("
            + HASH.formatted(ID)
            + ", %d) IN (%s)".formatted(Buckets.COUNT - 1, wanted),
        each);
  }

  @Override
  public void look(Map<String, LedgerKey> wanted, BiConsumer<String, Seen<LedgerKey>> each)
      throws SQLException {
    List<LedgerKey> keys = List.copyOf(wanted.values());
    for (int from = 0; from < keys.size(); from += IDS_PER_QUERY_MAX) {
      String ids =
          keys.subList(from, Math.min(keys.size(), from + IDS_PER_QUERY_MAX)).stream()
              .map(key -> "'" + key.transactionId() + "'")
              .distinct()
              .collect(Collectors.joining(","));
      rows(
          within() + " AND transaction_id IN (" + ids + ")",
          seen -> {
            // The two sides of a transaction share its id.
            String id = view.identity(seen.key());
            if (wanted.containsKey(id)) {
              each.accept(id, seen);
            }
          });
    }
  }

  private void rows(String condition, Consumer<Seen<LedgerKey>> each) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT toString(user_id), toString(transaction_id), toString("
                    + HASH.formatted(CONTENT)
                    + ") FROM "
                    + TABLE
                    + " FINAL"
                    + condition)) {
      while (rows.next()) {
        LedgerKey key =
            new LedgerKey(Long.parseLong(text(rows, 1)), UUID.fromString(text(rows, 2)));
        each.accept(new Seen<>(key, 0, Long.parseUnsignedLong(text(rows, 3)), true, true));
      }
    }
  }

  /** What a statement of {@link com.rollingdrop.persistence.clickhouse.Rollup} gives. */
  List<RollupMonth> months(String sql) throws SQLException {
    List<RollupMonth> months = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        months.add(
            new RollupMonth(
                text(rows, 1),
                Long.parseLong(text(rows, 2)),
                new BigInteger(text(rows, 3)),
                text(rows, 4)));
      }
    }
    return months;
  }

  // The seconds choose what is read of the primary key, the milliseconds are exact.
  private String within() {
    return (" WHERE timestamp >= toDateTime(%d) AND timestamp <= toDateTime(%d)"
            + " AND toUnixTimestamp64Milli(occurred_at) >= %d"
            + " AND toUnixTimestamp64Milli(occurred_at) < %d")
        .formatted(
            TimeUnit.MILLISECONDS.toSeconds(view.sinceMs()),
            TimeUnit.MILLISECONDS.toSeconds(view.untilMs()),
            view.sinceMs(),
            view.untilMs());
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    return Objects.requireNonNull(rows.getString(column));
  }

  @Override
  public long repeated() {
    return repeated;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
