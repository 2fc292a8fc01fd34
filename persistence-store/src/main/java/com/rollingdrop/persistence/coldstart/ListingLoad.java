package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.persistence.postgres.MirrorTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the items that are for sale where the market is searched. */
final class ListingLoad {
  private static final Logger LOG = LoggerFactory.getLogger(ListingLoad.class);
  private static final int FETCH_ROWS = 5_000;
  private static final String LISTED =
      MirrorTables.ITEMS.selectAllSql() + " WHERE state = 'LISTED'";

  private final Ignite ignite;

  ListingLoad(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Writes them.
   *
   * @param connection in the snapshot from which the items were loaded
   */
  void load(Connection connection) throws SQLException {
    long listings = 0;
    try (IgniteDataStreamer<ItemKey, Item> streamer = ignite.dataStreamer(CacheName.LISTINGS.id());
        PreparedStatement statement = connection.prepareStatement(LISTED)) {
      streamer.allowOverwrite(true);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Map.Entry<ItemKey, Item> row = MirrorTables.ITEMS.read(rows);
          streamer.addData(row.getKey(), row.getValue());
          listings++;
        }
      }
    }
    LOG.info("{} items for sale", listings);
  }
}
