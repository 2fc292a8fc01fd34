package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The signals in Postgres, each once. Thread-safe. */
public final class SignalTable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String COLUMNS =
      "signal_id, rule, rule_version, severity, at, player_id, subject, figures, transaction_ids,"
          + " other_player_ids";

  private final DataSource dataSource;

  public SignalTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A signal as it is stored.
   *
   * @param freezeId the transaction with which it froze its player's withdrawals, null if it did
   *     not
   */
  public record Stored(Signal signal, @Nullable UUID freezeId) {}

  /** Stores a signal; false when it was there. */
  boolean insert(Signal signal) throws SQLException {
    String sql =
        "INSERT INTO fraud_signals ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) ON CONFLICT (signal_id) DO NOTHING";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      int at = 0;
      insert.setObject(++at, signal.id());
      insert.setString(++at, signal.rule().name());
      insert.setInt(++at, signal.ruleVersion());
      insert.setString(++at, signal.severity().name());
      insert.setObject(++at, Instant.ofEpochMilli(signal.timestampMs()).atOffset(ZoneOffset.UTC));
      insert.setLong(++at, signal.playerId());
      insert.setString(++at, signal.subject());
      insert.setString(++at, JSON.writeValueAsString(signal.figures()));
      insert.setArray(++at, connection.createArrayOf("uuid", signal.transactions().toArray()));
      insert.setArray(++at, connection.createArrayOf("bigint", signal.others().toArray()));
      return insert.executeUpdate() == 1;
    }
  }

  /** Notes what a signal has done. */
  void setFreeze(UUID signalId, UUID freezeId) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE fraud_signals SET freeze_id = ? WHERE signal_id = ?")) {
      update.setObject(1, freezeId);
      update.setObject(2, signalId);
      update.executeUpdate();
    }
  }

  /** Returns when Postgres answers. */
  void ping() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!connection.isValid(1)) {
        throw new SQLException("Postgres does not answer");
      }
    }
  }

  /**
   * The latest signals, the last one first.
   *
   * @param playerId null for all players
   * @param limit how many at most
   * @throws SQLException when Postgres can't be asked
   */
  public List<Stored> latest(@Nullable Long playerId, int limit) throws SQLException {
    String sql =
        "SELECT "
            + COLUMNS
            + ", freeze_id FROM fraud_signals WHERE ?::bigint IS NULL OR player_id = ?"
            + " ORDER BY at DESC, signal_id LIMIT ?";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, playerId, java.sql.Types.BIGINT);
      select.setObject(2, playerId, java.sql.Types.BIGINT);
      select.setInt(3, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Stored> signals = new ArrayList<>();
        while (rows.next()) {
          signals.add(new Stored(signal(rows), rows.getObject("freeze_id", UUID.class)));
        }
        return signals;
      }
    }
  }

  private static Signal signal(ResultSet row) throws SQLException {
    SortedMap<String, Long> figures = new TreeMap<>();
    for (Map.Entry<String, JsonNode> figure :
        JSON.readTree(row.getString("figures")).properties()) {
      figures.put(figure.getKey(), figure.getValue().longValue());
    }
    return new Signal(
        row.getObject("signal_id", UUID.class),
        FraudRule.valueOf(row.getString("rule")),
        row.getInt("rule_version"),
        Severity.valueOf(row.getString("severity")),
        row.getObject("at", OffsetDateTime.class).toInstant().toEpochMilli(),
        row.getLong("player_id"),
        row.getString("subject"),
        figures,
        List.of((UUID[]) array(row, "transaction_ids")),
        List.of((Long[]) array(row, "other_player_ids")));
  }

  private static Object array(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array.getArray();
  }
}
