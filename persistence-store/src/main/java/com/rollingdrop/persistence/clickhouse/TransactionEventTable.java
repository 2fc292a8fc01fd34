package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code transaction_events}. For one thread; opens its connection when it needs one. */
final class TransactionEventTable implements AutoCloseable {
  /** 2,000 ids are 78 KB of text; ClickHouse takes a query of 256 KB. */
  private static final int IDS_PER_QUERY_MAX = 2_000;

  private static final int PING_TIMEOUT_S = 5;

  /** A column of ids has no null; all zero is nobody's id. */
  private static final UUID NONE = new UUID(0, 0);

  private final ClickHouseConnections connections;
  private @Nullable Connection connection;

  TransactionEventTable(ClickHouseConnections connections) {
    this.connections = connections;
  }

  /** Brings the schema up to date. */
  void migrate() throws SQLException {
    Migrations.run(connection());
  }

  /** Throws unless ClickHouse answers. */
  void ping() throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.setQueryTimeout(PING_TIMEOUT_S);
      statement.execute("SELECT 1");
    }
  }

  /** Which of these rows the table holds already. */
  Set<TransactionEvent.Id> present(Collection<TransactionRow> rows) throws SQLException {
    // In order of time, so that each query asks about a short range of the primary key.
    List<TransactionRow> sorted =
        rows.stream().sorted(Comparator.comparingLong(TransactionRow::timestampS)).toList();
    Set<TransactionEvent.Id> present = new HashSet<>();
    try (Statement statement = connection().createStatement()) {
      for (int from = 0; from < sorted.size(); from += IDS_PER_QUERY_MAX) {
        int to = Math.min(sorted.size(), from + IDS_PER_QUERY_MAX);
        try (ResultSet found = statement.executeQuery(whichOf(sorted.subList(from, to)))) {
          while (found.next()) {
            present.add(
                new TransactionEvent.Id(
                    found.getLong(1), UUID.fromString(Objects.requireNonNull(found.getString(2)))));
          }
        }
      }
    }
    return present;
  }

  // Numbers and UUIDs only, nothing that could need quoting.
  private static String whichOf(List<TransactionRow> sorted) {
    String ids =
        sorted.stream()
            .map(row -> "'" + row.id().transactionId() + "'")
            .collect(Collectors.joining(","));
    return "SELECT DISTINCT user_id, toString(transaction_id) FROM transaction_events"
        + " WHERE timestamp BETWEEN toDateTime(%d) AND toDateTime(%d) AND transaction_id IN (%s)"
            .formatted(sorted.get(0).timestampS(), sorted.get(sorted.size() - 1).timestampS(), ids);
  }

  /**
   * Inserts all rows with one statement.
   *
   * @param token ClickHouse takes the rows of one token only once, however often they are sent
   */
  void insert(List<TransactionRow> rows, UUID token) throws SQLException {
    String sql =
        "INSERT INTO transaction_events (timestamp, user_id, event_type, amount, metadata,"
            + " transaction_id, sequence, occurred_at, currency, amount_minor, balance_after_minor,"
            + " total_value_minor, box_id, box_version, item_ids, item_rarities, item_values_minor,"
            + " kind, held_after_minor, counterparty_id, reference_id, promo_minor, promo_after_minor,"
            + " campaign)"
            + " SETTINGS insert_deduplication_token = '"
            + token
            + "' VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    Connection current = connection();
    try (PreparedStatement insert = current.prepareStatement(sql)) {
      for (TransactionRow row : rows) {
        set(current, insert, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void set(Connection connection, PreparedStatement insert, TransactionRow row)
      throws SQLException {
    TransactionEvent event = row.event();
    List<EventItem> items = event.items();
    Integer boxVersion = event.boxVersion();
    // Times as numbers: as text they would mean another instant in another time zone.
    insert.setLong(1, row.timestampS());
    insert.setLong(2, event.userId());
    insert.setString(3, event.eventType());
    insert.setBigDecimal(4, row.amount());
    insert.setString(5, row.metadata());
    insert.setString(6, event.transactionId().toString());
    insert.setLong(7, event.sequence());
    insert.setLong(8, event.timestampMs());
    insert.setString(9, event.currency());
    insert.setLong(10, event.amountMinor());
    insert.setLong(11, event.balanceAfterMinor());
    insert.setLong(12, event.totalValueMinor());
    insert.setString(13, Objects.requireNonNullElse(event.boxId(), ""));
    insert.setInt(14, boxVersion == null ? 0 : boxVersion);
    insert.setArray(
        15, connection.createArrayOf("String", items.stream().map(EventItem::itemId).toArray()));
    insert.setArray(
        16, connection.createArrayOf("String", items.stream().map(EventItem::rarity).toArray()));
    insert.setArray(
        17, connection.createArrayOf("Int64", items.stream().map(EventItem::valueMinor).toArray()));
    insert.setString(18, event.kind());
    insert.setLong(19, event.heldAfterMinor());
    insert.setLong(20, Objects.requireNonNullElse(event.counterpartyId(), 0L));
    insert.setString(21, Objects.requireNonNullElse(event.referenceId(), NONE).toString());
    insert.setLong(22, event.promoMinor());
    insert.setLong(23, event.promoAfterMinor());
    insert.setString(24, Objects.requireNonNullElse(event.campaign(), ""));
  }

  private Connection connection() throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = connections.open();
      connection = current;
    }
    return current;
  }

  /** Closes the connection; the next use opens another one. */
  @Override
  public void close() {
    Connection current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        // It was given up anyway.
      }
    }
  }
}
