package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cache.query.ScanQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the stocks of the limited boxes anew: each partition has sold what the ledger says, nothing
 * is leased, and the rest is left. So stock and sales add up whatever Postgres had of either.
 */
final class StockLoad {
  private static final Logger LOG = LoggerFactory.getLogger(StockLoad.class);
  private static final int FETCH_ROWS = 2_000;

  /** Of entries that the grid holds, and of what is closed: its months may be gone. */
  private static final String DRAWS =
      """
      SELECT player_id, box_id, sum(draws) AS draws FROM (
        SELECT l.player_id, l.box_id, cardinality(string_to_array(l.items_in, ',')) AS draws
        FROM ledger AS l
        WHERE l.kind = 'BOX_OPENING' AND NOT EXISTS (
          SELECT FROM ledger_starts AS s WHERE s.player_id = l.player_id AND s.sequence >= l.sequence)
        UNION ALL
        SELECT s.player_id, box.key, box.value::bigint
        FROM ledger_starts AS s CROSS JOIN LATERAL jsonb_each_text(s.draws) AS box
      ) AS all_draws
      WHERE box_id = ANY(?) GROUP BY player_id, box_id""";

  private final Ignite ignite;

  StockLoad(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Writes stocks and quotas; the catalogue is in the grid already.
   *
   * @param connection in the snapshot from which the ledger was loaded
   */
  void load(Connection connection) throws SQLException {
    Map<String, Long> stocks = published();
    Map<QuotaKey, Long> sold = sold(connection, stocks);
    Map<QuotaKey, Quota> quotas = new TreeMap<>();
    Map<String, Long> left = new TreeMap<>(stocks);
    sold.forEach(
        (key, draws) -> {
          quotas.put(key, new Quota(0, draws));
          left.merge(key.boxId(), -draws, Long::sum);
        });
    Map<String, BoxStock> loaded = new TreeMap<>();
    stocks.forEach(
        (boxId, stock) -> {
          long unleased = left.getOrDefault(boxId, 0L);
          if (unleased < 0) {
            // The version that raised the stock is missing in Postgres; the audit tells it, too.
            LOG.warn("{}: {} draws more were sold than its stock of {}", boxId, -unleased, stock);
          }
          loaded.put(boxId, new BoxStock(stock, Math.max(0, unleased)));
        });
    Caches.quotas(ignite).putAll(quotas);
    Caches.stocks(ignite).putAll(loaded);
    LOG.info("{} limited boxes, {} quotas", loaded.size(), quotas.size());
  }

  private Map<String, Long> published() {
    Map<String, Long> stocks = new TreeMap<>();
    try (var boxes = Caches.boxes(ignite).query(new ScanQuery<String, Box>())) {
      for (Cache.Entry<String, Box> box : boxes) {
        BoxVersion live =
            Caches.boxVersions(ignite)
                .get(new BoxVersionKey(box.getKey(), box.getValue().version()));
        Long stock = live == null ? null : live.stock();
        if (stock != null) {
          stocks.put(box.getKey(), stock);
        }
      }
    }
    return stocks;
  }

  private Map<QuotaKey, Long> sold(Connection connection, Map<String, Long> stocks)
      throws SQLException {
    Affinity<Long> players = ignite.affinity(CacheName.WALLETS.id());
    Map<QuotaKey, Long> sold = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(DRAWS)) {
      statement.setFetchSize(FETCH_ROWS);
      statement.setArray(1, connection.createArrayOf("text", stocks.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int partition = players.partition(rows.getLong("player_id"));
          sold.merge(
              new QuotaKey(rows.getString("box_id"), partition), rows.getLong("draws"), Long::sum);
        }
      }
    }
    return sold;
  }
}
