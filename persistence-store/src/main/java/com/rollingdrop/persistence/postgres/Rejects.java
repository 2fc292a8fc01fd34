package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
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
      INSERT INTO mirror_rejects AS t (cache, key, reason, payload, at)
      VALUES (?, ?, ?, ?, from_epoch_ms(?))
      ON CONFLICT (cache, key) DO UPDATE
      SET reason = excluded.reason, payload = excluded.payload, at = excluded.at,
          attempts = t.attempts + 1
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
    String cache = table.cache().id();
    String key = name(row.key());
    String reason = Texts.printable(why.getSQLState() + " " + why.getMessage(), REASON_MAX);
    LOG.warn("{} {} is set aside: {}", cache, key, reason);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, cache);
      statement.setString(2, key);
      statement.setString(3, reason);
      statement.setString(4, Texts.printable(payload(table, row), PAYLOAD_MAX));
      statement.setLong(5, clock.millis());
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!Faults.inTheRow(e)) {
        throw e;
      }
      LOG.error("{} {} can't be set aside", cache, key, e);
    }
  }

  /** How a key stands in the table. */
  static String name(Object key) {
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
