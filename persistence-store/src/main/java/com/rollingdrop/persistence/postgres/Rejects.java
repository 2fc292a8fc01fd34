package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sets aside the rows that Postgres refuses, in table {@code mirror_rejects}. Thread-safe. */
final class Rejects {
  private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A key of this length still fits into the table's index. */
  private static final int KEY_MAX = 500;

  private static final int REASON_MAX = 1_000;
  private static final int PAYLOAD_MAX = 100_000;
  private static final String SQL =
      """
      INSERT INTO mirror_rejects AS t (cache, key, version, reason, payload, at)
      VALUES (?, ?, ?, ?, ?, from_epoch_ms(?))
      ON CONFLICT (cache, key) DO UPDATE
      SET reason = excluded.reason, payload = excluded.payload, at = excluded.at,
          version = excluded.version,
          attempts = CASE WHEN t.version = excluded.version THEN t.attempts + 1 ELSE 1 END
      """;
  private static final String SPENT_SQL =
      """
      SELECT key, version FROM mirror_rejects
      WHERE cache = ? AND key = ANY (?::text[]) AND attempts >= ?
      """;

  private final InstantSource clock;

  Rejects(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Sets the row aside.
   *
   * @throws SQLException when Postgres is not there; a row that can't even be set aside is logged
   */
  <K, V> void add(Connection connection, MirrorTable<K, V> table, Row<K, V> row, SQLException why)
      throws SQLException {
    String reason = why.getSQLState() + " " + why.getMessage();
    add(
        connection,
        table.cache(),
        name(row.key()),
        table.version(row.value()),
        reason,
        payload(table, row));
  }

  /**
   * Sets aside what is not even a row: it could not be read.
   *
   * @throws SQLException when Postgres is not there
   */
  void add(Connection connection, CacheName cacheName, Object rowKey, String why)
      throws SQLException {
    add(connection, cacheName, name(rowKey), 0, why, "{}");
  }

  /**
   * The rows that were not refused too often already in just this version.
   *
   * @throws SQLException when Postgres is not there
   */
  <K, V> List<Row<K, V>> worthTrying(
      Connection connection, MirrorTable<K, V> table, List<Row<K, V>> rows, int attemptsMax)
      throws SQLException {
    Map<String, Long> spent = new HashMap<>();
    String[] names = rows.stream().map(row -> name(row.key())).toArray(String[]::new);
    try (PreparedStatement statement = connection.prepareStatement(SPENT_SQL)) {
      statement.setString(1, table.cache().id());
      BatchStatement.bind(connection, statement, 2, ColumnType.TEXT, names);
      statement.setInt(3, attemptsMax);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          spent.put(found.getString(1), found.getLong(2));
        }
      }
    }
    return rows.stream()
        .filter(
            row -> {
              Long version = spent.get(name(row.key()));
              return version == null || version != table.version(row.value());
            })
        .toList();
  }

  private void add(
      Connection connection,
      CacheName cacheName,
      String key,
      long version,
      String why,
      String payload)
      throws SQLException {
    String cache = cacheName.id();
    String reason = Texts.printable(why, REASON_MAX);
    LOG.warn("{} {} is set aside: {}", cache, key, reason);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, cache);
      statement.setString(2, key);
      statement.setLong(3, version);
      statement.setString(4, reason);
      statement.setString(5, Texts.printable(payload, PAYLOAD_MAX));
      statement.setLong(6, clock.millis());
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!Faults.inTheRow(e)) {
        throw e;
      }
      LOG.error("{} {} can't be set aside", cache, key, e);
    }
  }

  /** How a key stands in the table. */
  static String name(@Nullable Object key) {
    return Texts.printable(String.valueOf(key), KEY_MAX);
  }

  private static <K, V> String payload(MirrorTable<K, V> table, Row<K, V> row) {
    ObjectNode payload = MAPPER.createObjectNode();
    for (MirrorTable.Column<K, V> column : table.columns()) {
      if (column.secret()) {
        continue;
      }
      try {
        payload.putPOJO(column.name(), column.value().apply(row.key(), row.value()));
      } catch (RuntimeException e) {
        payload.put(column.name(), "unreadable: " + e.getMessage());
      }
    }
    return MAPPER.writeValueAsString(payload);
  }
}
