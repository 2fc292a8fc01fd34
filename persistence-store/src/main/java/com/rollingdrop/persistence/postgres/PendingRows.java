package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads pending transactions by their keys, those that have ended as well. */
final class PendingRows {
  private static final String SQL =
      MirrorTables.PENDING.selectAllSql()
          + " WHERE (player_id, transaction_id) IN (SELECT * FROM unnest(?::int8[], ?::uuid[]))";

  private PendingRows() {}

  static Map<PendingKey, Pending> of(Connection connection, List<PendingKey> keys)
      throws SQLException {
    Map<PendingKey, Pending> pending = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      BatchStatement.bind(
          connection,
          statement,
          1,
          ColumnType.BIGINT,
          keys.stream().map(PendingKey::playerId).toArray(Long[]::new));
      BatchStatement.bind(
          connection,
          statement,
          2,
          ColumnType.UUID,
          keys.stream().map(PendingKey::transactionId).toArray(UUID[]::new));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Map.Entry<PendingKey, Pending> row = MirrorTables.PENDING.read(rows);
          pending.put(row.getKey(), row.getValue());
        }
      }
    }
    return pending;
  }
}
