package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import com.rollingdrop.persistence.clickhouse.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * The real table with events made by ClickHouse itself, in order of their time as the sink brings
 * them. The same number makes the same event. Few players do most, and few boxes are opened most.
 * For one thread.
 */
final class EventTable implements AutoCloseable {
  /** Rows that one INSERT of the filling brings. */
  private static final long CHUNK = 100_000;

  private final Connection connection;
  private final long players;
  private final int boxes;

  EventTable(ClickHouseConnections connections, long players, int boxes) throws SQLException {
    this.connection = connections.open();
    this.players = players;
    this.boxes = boxes;
  }

  void migrate() throws SQLException {
    Migrations.run(connection);
  }

  /** Fills a stretch of time evenly with so many events. */
  void fill(long events, Instant from, Instant to) throws SQLException {
    long stepMicros = (to.getEpochSecond() - from.getEpochSecond()) * 1_000_000 / events;
    for (long first = 0; first < events; first += CHUNK) {
      String time =
          "toDateTime64(%d + (number * %d) / 1000000, 3, 'UTC')"
              .formatted(from.getEpochSecond(), stepMicros);
      execute(insert(first, Math.min(CHUNK, events - first), time));
    }
  }

  /** Events of now, as many as one batch of the sink has. */
  void insertNow(long first, int events) throws SQLException {
    execute(insert(first, events, "now64(3, 'UTC')"));
  }

  // A fraction from 0 to 1 that depends on the number and the salt alone.
  private static String random(int salt) {
    return "(cityHash64(number, %d) %% 1000000 / 1000000)".formatted(salt);
  }

  private String insert(long first, long rows, String time) {
    return "INSERT INTO transaction_events (timestamp, user_id, event_type, amount, metadata,"
        + " transaction_id, sequence, occurred_at, currency, amount_minor, balance_after_minor,"
        + " total_value_minor, box_id, box_version, item_ids, item_rarities, item_values_minor,"
        + " kind, promo_minor) WITH "
        + random(1)
        + " AS dice, multiIf(dice < 0.70, 'BOX_OPENING', dice < 0.80, 'DEPOSIT', dice < 0.88,"
        + " 'REDEMPTION', dice < 0.91, 'SALE', dice < 0.94, 'PURCHASE', dice < 0.95,"
        + " 'WITHDRAWAL_HOLD', dice < 0.96, 'WITHDRAWAL_SETTLEMENT', dice < 0.98, 'LISTING',"
        + " 'PROMOTION') AS what, (what = 'BOX_OPENING') AS opening, toInt64(50 + 5000 * pow("
        + random(2)
        + ", 3)) AS minor, toInt64(if(opening, minor * 2 * "
        + random(3)
        + ", 0)) AS won, toUInt64(1 + "
        + players
        + " * pow("
        + random(4)
        + ", 3)) AS player, "
        + time
        + " AS happened SELECT toDateTime(happened), player, multiIf(opening, 'BOX_OPENING',"
        + " what = 'DEPOSIT', 'DEPOSIT', what = 'REDEMPTION', 'REDEMPTION', startsWith(what,"
        + " 'WITHDRAWAL'), 'WITHDRAWAL', 'TRADE'), toDecimal64(minor, 2) / 100,"
        + " '{\"source\":\"grid\",\"region\":\"local\",\"apiVersion\":\"1\"}', generateUUIDv4(number),"
        + " number, happened, 'USD', minor, 10000, won, if(opening, concat('box-', toString(toUInt32("
        + boxes
        + " * pow("
        + random(5)
        + ", 2)))), ''), 1, if(opening, [toString(generateUUIDv4(number + 1))], []), if(opening,"
        + " ['RARE'], []), if(opening, [won], []), what, if(what = 'PROMOTION', minor, 0)"
        + " FROM numbers(%d, %d)".formatted(first, rows);
  }

  long rows() throws SQLException {
    return number("SELECT count() FROM transaction_events");
  }

  long parts() throws SQLException {
    return number("SELECT count() FROM system.parts WHERE table = 'transaction_events' AND active");
  }

  /** Bytes on disk of the table, and of its rollups among them. */
  long bytes(boolean rollups) throws SQLException {
    return number(
        "SELECT sum(bytes_on_disk) FROM system."
            + (rollups ? "projection_parts" : "parts")
            + " WHERE table = 'transaction_events' AND active");
  }

  /** Takes the rollups away: what the same questions cost without them. */
  void dropRollups() throws SQLException {
    for (String rollup : List.of("per_hour", "per_box", "per_player")) {
      execute(
          "ALTER TABLE transaction_events DROP PROJECTION "
              + rollup
              + " SETTINGS mutations_sync = 1");
    }
  }

  /** The player who did most, and how much. */
  long busiestPlayer() throws SQLException {
    return number(
        "SELECT user_id FROM transaction_events GROUP BY user_id ORDER BY count() DESC LIMIT 1");
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
