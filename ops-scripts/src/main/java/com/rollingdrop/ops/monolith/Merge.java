package com.rollingdrop.ops.monolith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Lays what one look gave over what is known, and marks the players for whom that makes a
 * difference. One statement each for all rows, whatever their number. Used within one transaction.
 */
final class Merge {
  static final List<String> INCOMING =
      List.of(
          """
          CREATE TEMP TABLE incoming_players (
            player_id bigint, source_key text, grid_partition integer, cash_minor bigint,
            promo_minor bigint, gone boolean) ON COMMIT DROP""",
          """
          CREATE TEMP TABLE incoming_items (
            item_id uuid, source_key text, player_id bigint, definition_id text, name text,
            rarity text, value_minor bigint, acquired_at_ms bigint, hash bigint) ON COMMIT DROP""",
          """
          CREATE TEMP TABLE incoming_findings (
            subject text, source_key text, player_id bigint, reason text) ON COMMIT DROP""",
          "CREATE TEMP TABLE touched (player_id bigint PRIMARY KEY) ON COMMIT DROP");

  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ON incoming_players (player_id)",
          "CREATE INDEX ON incoming_items (item_id)",
          "ANALYZE incoming_players",
          "ANALYZE incoming_items");

  /** What was found of rows that were read again counts no more, and who had it may be better. */
  private static final String FORGET_ALL =
      """
      WITH old AS (DELETE FROM findings RETURNING player_id)
      INSERT INTO dirty SELECT player_id FROM old WHERE player_id IS NOT NULL
      ON CONFLICT DO NOTHING""";

  private static final String FORGET_READ =
      """
      WITH old AS (
        DELETE FROM findings f
        WHERE (f.subject = 'player' AND EXISTS (
            SELECT FROM incoming_players i WHERE i.source_key = f.source_key))
          OR (f.subject = 'item' AND EXISTS (
            SELECT FROM incoming_items i WHERE i.source_key = f.source_key))
          OR EXISTS (
            SELECT FROM incoming_findings i
            WHERE i.subject = f.subject AND i.source_key = f.source_key)
          OR (f.reason = 'its owner is no player' AND EXISTS (
            SELECT FROM incoming_players i WHERE i.player_id = f.player_id))
        RETURNING f.player_id)
      INSERT INTO dirty SELECT player_id FROM old WHERE player_id IS NOT NULL
      ON CONFLICT DO NOTHING""";

  private static final List<String> FIND =
      List.of(
          "INSERT INTO findings SELECT * FROM incoming_findings ON CONFLICT DO NOTHING",
          """
          INSERT INTO findings
          SELECT 'player', string_agg(DISTINCT source_key, ' and '), player_id,
            count(*) || ' rows for one player id'
          FROM incoming_players GROUP BY player_id HAVING count(*) > 1
          ON CONFLICT DO NOTHING""",
          """
          INSERT INTO findings
          SELECT 'item', min(i.source_key) || ' with ' || i.player_id, i.player_id,
            'the item is there more than once'
          FROM incoming_items i
          JOIN (SELECT item_id FROM incoming_items GROUP BY item_id HAVING count(*) > 1) d
            USING (item_id)
          GROUP BY i.item_id, i.player_id
          ON CONFLICT DO NOTHING""",
          """
          INSERT INTO findings
          SELECT 'item', i.source_key, i.player_id, 'its owner is no player'
          FROM incoming_items i
          WHERE i.player_id IS NOT NULL AND NOT EXISTS (
              SELECT FROM players p WHERE p.player_id = i.player_id AND NOT p.gone)
            AND NOT EXISTS (
              SELECT FROM findings f WHERE f.player_id = i.player_id AND f.subject = 'player')
          ON CONFLICT DO NOTHING""");

  private static final String PLAYERS =
      """
      WITH changed AS (
        INSERT INTO players AS p
          (player_id, source_key, grid_partition, cash_minor, promo_minor, gone)
        SELECT DISTINCT ON (player_id) * FROM incoming_players ORDER BY player_id
        ON CONFLICT (player_id) DO UPDATE SET source_key = excluded.source_key,
          grid_partition = excluded.grid_partition, cash_minor = excluded.cash_minor,
          promo_minor = excluded.promo_minor, gone = excluded.gone
        WHERE (p.source_key, p.grid_partition, p.cash_minor, p.promo_minor, p.gone)
          IS DISTINCT FROM (excluded.source_key, excluded.grid_partition, excluded.cash_minor,
            excluded.promo_minor, excluded.gone)
        RETURNING player_id)
      INSERT INTO touched SELECT player_id FROM changed ON CONFLICT DO NOTHING""";

  private static final String PLAYERS_GONE =
      """
      WITH changed AS (
        UPDATE players p SET gone = true, cash_minor = 0, promo_minor = 0
        WHERE NOT gone
          AND NOT EXISTS (SELECT FROM incoming_players i WHERE i.player_id = p.player_id)
          AND NOT EXISTS (SELECT FROM incoming_findings f WHERE f.player_id = p.player_id)
        RETURNING player_id)
      INSERT INTO touched SELECT player_id FROM changed ON CONFLICT DO NOTHING""";

  private static final List<String> ITEMS =
      List.of(
          // Whoever has it now, and whoever had it.
          """
          INSERT INTO touched
          SELECT DISTINCT o.owner
          FROM incoming_items i LEFT JOIN items t USING (item_id)
            CROSS JOIN LATERAL (VALUES (i.player_id), (t.player_id)) AS o (owner)
          WHERE o.owner IS NOT NULL
            AND (t.item_id IS NULL OR (t.player_id, t.hash) IS DISTINCT FROM (i.player_id, i.hash))
          ON CONFLICT DO NOTHING""",
          """
          INSERT INTO items AS t
          SELECT DISTINCT ON (item_id) item_id, source_key, player_id, definition_id, name, rarity,
            value_minor, acquired_at_ms, hash, array_remove(ARRAY[player_id], NULL)
          FROM incoming_items ORDER BY item_id, player_id
          ON CONFLICT (item_id) DO UPDATE SET source_key = excluded.source_key,
            player_id = excluded.player_id, definition_id = excluded.definition_id,
            name = excluded.name, rarity = excluded.rarity, value_minor = excluded.value_minor,
            acquired_at_ms = excluded.acquired_at_ms, hash = excluded.hash,
            places = CASE
              WHEN excluded.player_id IS NULL OR excluded.player_id = ANY(t.places) THEN t.places
              ELSE t.places || excluded.player_id END
          WHERE (t.player_id, t.hash, t.source_key) IS DISTINCT FROM
            (excluded.player_id, excluded.hash, excluded.source_key)""");

  private static final String ITEMS_GONE =
      """
      WITH gone AS (
        SELECT item_id, player_id FROM items t
        WHERE player_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM incoming_items i WHERE i.item_id = t.item_id)
          AND NOT EXISTS (
            SELECT FROM incoming_findings f
            WHERE f.subject = 'item' AND f.source_key = t.source_key)),
      changed AS (
        UPDATE items SET player_id = NULL FROM gone WHERE items.item_id = gone.item_id)
      INSERT INTO touched SELECT DISTINCT player_id FROM gone ON CONFLICT DO NOTHING""";

  private Merge() {}

  /**
   * Merges.
   *
   * @param all whether everything was read, so that what was not is gone
   * @return how many players have something else now
   */
  static long run(Connection connection, boolean all) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : INDEXES) {
        statement.execute(sql);
      }
      statement.execute(all ? FORGET_ALL : FORGET_READ);
      statement.execute(PLAYERS);
      if (all) {
        statement.execute(PLAYERS_GONE);
      }
      for (String sql : FIND) {
        statement.execute(sql);
      }
      for (String sql : ITEMS) {
        statement.execute(sql);
      }
      if (all) {
        statement.execute(ITEMS_GONE);
      }
      statement.execute("INSERT INTO dirty SELECT player_id FROM touched ON CONFLICT DO NOTHING");
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM touched")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
