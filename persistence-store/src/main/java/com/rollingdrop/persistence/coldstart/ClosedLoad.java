package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.ClosedKey;
import com.rollingdrop.grid.model.ClosedTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the list of closed transactions anew from the ledger in Postgres and from its months in the
 * archive. Of months that were dropped nothing is left: after a cold start an idempotency key that
 * old could be used again.
 */
final class ClosedLoad {
  private static final Logger LOG = LoggerFactory.getLogger(ClosedLoad.class);
  private static final int FETCH_ROWS = 5_000;
  private static final String ARCHIVED =
      "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
          + " WHERE schemaname = 'archive' AND tablename ~ '^ledger_[0-9]{4}_[0-9]{2}$'";
  private static final String OF_TABLE =
      "SELECT l.player_id, l.transaction_id FROM %s AS l"
          + " JOIN ledger_starts AS s ON s.player_id = l.player_id AND s.sequence >= l.sequence";

  private final Ignite ignite;

  ClosedLoad(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Writes them.
   *
   * @param connection in the snapshot from which the starts were loaded
   */
  void load(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    tables.add("ledger");
    try (PreparedStatement statement = connection.prepareStatement(ARCHIVED);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    StringBuilder sql = new StringBuilder();
    for (String table : tables) {
      sql.append(sql.isEmpty() ? "" : " UNION ALL ").append(OF_TABLE.formatted(table));
    }
    sql.append(" ORDER BY player_id");
    long transactions = 0;
    try (IgniteDataStreamer<ClosedKey, ClosedTransactions> streamer =
            ignite.dataStreamer(CacheName.CLOSED_TRANSACTIONS.id());
        PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      streamer.allowOverwrite(true);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        Map<ClosedKey, List<UUID>> ofPlayer = new HashMap<>();
        long player = 0;
        while (rows.next()) {
          if (rows.getLong(1) != player) {
            stream(ofPlayer, streamer);
            player = rows.getLong(1);
          }
          UUID transaction = rows.getObject(2, UUID.class);
          ofPlayer
              .computeIfAbsent(ClosedKey.of(player, transaction), key -> new ArrayList<>())
              .add(transaction);
          transactions++;
        }
        stream(ofPlayer, streamer);
      }
    }
    LOG.info("{} closed transactions", transactions);
  }

  private static void stream(
      Map<ClosedKey, List<UUID>> ofPlayer,
      IgniteDataStreamer<ClosedKey, ClosedTransactions> streamer) {
    ofPlayer.forEach((key, ids) -> streamer.addData(key, ClosedTransactions.NONE.with(ids)));
    ofPlayer.clear();
  }
}
