package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.compute.command.ImportedPlayer;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks what was read of the monolith, without the players of whom something was found. */
final class Wanted {
  private static final String CLEAR =
      "NOT EXISTS (SELECT FROM findings f WHERE f.player_id = p.player_id)";

  private static final String SUMS =
      """
      SELECT p.player_id, p.source_key, p.gone, p.cash_minor, p.promo_minor, i.count, i.value, i.hash
      FROM players p
      CROSS JOIN LATERAL (
        SELECT count(*), coalesce(sum(value_minor), 0) AS value, coalesce(sum(hash), 0) AS hash
        FROM items i WHERE i.player_id = p.player_id) i
      WHERE p.grid_partition = ANY(?) AND\s"""
          + CLEAR;

  private static final String PLAYERS =
      "SELECT player_id, cash_minor, promo_minor, gone FROM players p WHERE p.player_id = ANY(?) AND "
          + CLEAR;

  private static final String ITEMS =
      """
      SELECT player_id, item_id, definition_id, name, rarity, value_minor, acquired_at_ms, places
      FROM items WHERE player_id = ANY(?)""";

  private final Connection connection;

  Wanted(Staging staging) {
    this.connection = staging.connection();
  }

  /** A player in a few numbers, as {@link com.rollingdrop.compute.client.PlayerSum}. */
  record Sum(
      long playerId,
      String sourceKey,
      boolean gone,
      long cashMinor,
      long promoMinor,
      long items,
      long valueMinor,
      long hash) {}

  /**
   * A player in full.
   *
   * @param places everybody with whom each item may be in the grid
   */
  record Player(ImportedPlayer state, boolean gone, Map<UUID, List<Long>> places) {}

  /** All players of some partitions, by their ids. */
  Map<Long, Sum> sums(Collection<Integer> partitions) throws SQLException {
    Map<Long, Sum> sums = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SUMS)) {
      statement.setArray(1, connection.createArrayOf("int4", partitions.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          // The sum of the hashes is exact here, and goes round at 64 bits as in the grid.
          BigDecimal hash = rows.getBigDecimal(8);
          sums.put(
              rows.getLong(1),
              new Sum(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getBoolean(3),
                  rows.getLong(4),
                  rows.getLong(5),
                  rows.getLong(6),
                  rows.getLong(7),
                  hash.toBigInteger().longValue()));
        }
      }
    }
    connection.commit();
    return sums;
  }

  /** These players in full, those of whom something was found left out. */
  Map<Long, Player> players(List<Long> ids) throws SQLException {
    Array asked = connection.createArrayOf("int8", ids.toArray());
    Map<Long, Map<UUID, ImportedItem>> items = new HashMap<>();
    Map<Long, Map<UUID, List<Long>>> places = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(ITEMS)) {
      statement.setArray(1, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ImportedItem item = item(rows);
          items
              .computeIfAbsent(rows.getLong(1), player -> new HashMap<>())
              .put(item.itemId(), item);
          places
              .computeIfAbsent(rows.getLong(1), player -> new HashMap<>())
              .put(item.itemId(), List.of((Long[]) rows.getArray(8).getArray()));
        }
      }
    }
    Map<Long, Player> players = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PLAYERS)) {
      statement.setArray(1, asked);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          long id = rows.getLong(1);
          players.put(
              id,
              new Player(
                  new ImportedPlayer(
                      rows.getLong(2), rows.getLong(3), items.getOrDefault(id, Map.of())),
                  rows.getBoolean(4),
                  places.getOrDefault(id, Map.of())));
        }
      }
    }
    connection.commit();
    return players;
  }

  private static ImportedItem item(ResultSet rows) throws SQLException {
    return new ImportedItem(
        rows.getObject(2, UUID.class),
        rows.getString(3),
        rows.getString(4),
        rows.getString(5),
        rows.getLong(6),
        rows.getLong(7),
        null);
  }

  /** The next players who may differ from the grid, in order of their ids. */
  List<Long> dirty(long afterId, int limit) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT player_id FROM dirty WHERE player_id > ? ORDER BY player_id LIMIT ?")) {
      statement.setLong(1, afterId);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    }
    connection.commit();
    return ids;
  }

  long dirtyCount() throws SQLException {
    return number("SELECT count(*) FROM dirty");
  }

  void markDirty(Collection<Long> players) throws SQLException {
    update("INSERT INTO dirty SELECT * FROM unnest(?) ON CONFLICT DO NOTHING", players);
  }

  void markClean(Collection<Long> players) throws SQLException {
    update("DELETE FROM dirty WHERE player_id = ANY(?)", players);
  }

  /** Notes why players cannot be imported. */
  void find(Collection<Long> players, String reason) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO findings SELECT 'player', source_key, player_id, ?
            FROM players WHERE player_id = ANY(?) ON CONFLICT DO NOTHING""")) {
      statement.setString(1, reason);
      statement.setArray(2, connection.createArrayOf("int8", players.toArray()));
      statement.executeUpdate();
    }
    connection.commit();
  }

  private void update(String sql, Collection<Long> players) throws SQLException {
    if (!players.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setArray(1, connection.createArrayOf("int8", players.toArray()));
        statement.executeUpdate();
      }
    }
    connection.commit();
  }

  /** What was found, the first so many, and how much it is in all. */
  long findings(int limit, List<Finding> into) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT subject, source_key, player_id, reason FROM findings"
                    + " ORDER BY subject, source_key, reason LIMIT "
                    + limit)) {
      while (rows.next()) {
        @Nullable Long player = rows.getObject(3, Long.class);
        into.add(new Finding(rows.getString(1), rows.getString(2), player, rows.getString(4)));
      }
    }
    return number("SELECT count(*) FROM findings");
  }

  /** All that was read, of whom something was found too. */
  Totals totals() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT * FROM
                  (SELECT count(*), coalesce(sum(cash_minor), 0), coalesce(sum(promo_minor), 0)
                    FROM players WHERE NOT gone) p,
                  (SELECT count(*), coalesce(sum(value_minor), 0)
                    FROM items WHERE player_id IS NOT NULL) i""")) {
      row.next();
      return Totals.of(row);
    } finally {
      connection.commit();
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } finally {
      connection.commit();
    }
  }
}
