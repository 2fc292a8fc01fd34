package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.persistence.postgres.MirrorTable;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import org.apache.ignite.IgniteDataStreamer;
import org.postgresql.PGStatement;

/** Reads parts of one table and hands their rows to the grid. Used by one thread. */
final class PartReader<K, V> {
  private static final int FETCH_ROWS = 2_000;
  private static final int TELL_ROWS = 1_000;

  /** Has the driver prepare at once, and so get numbers and bytes as such and not as text. */
  private static final int PREPARE_AT_ONCE = -1;

  private final Connection connection;
  private final MirrorTable<K, V> table;
  private final boolean hasMoney;
  private final IgniteDataStreamer<K, V> streamer;
  private final Progress progress;

  /**
   * @param connection in the snapshot
   * @param streamer takes from several readers; waits when the grid is behind
   */
  PartReader(
      Connection connection,
      TableLoad<K, V> load,
      IgniteDataStreamer<K, V> streamer,
      Progress progress) {
    this.connection = connection;
    this.table = load.table();
    this.hasMoney = table.hasMoney();
    this.streamer = streamer;
    this.progress = progress;
  }

  /**
   * Reads parts until none is left.
   *
   * @return the sum of the rows' amounts, minor units; 0 where they have none
   */
  BigInteger readAll(Queue<TablePart> parts) throws SQLException {
    BigInteger sumMinor = BigInteger.ZERO;
    for (TablePart part = parts.poll(); part != null; part = parts.poll()) {
      sumMinor = sumMinor.add(read(part));
      progress.blocks(part.blocks());
    }
    return sumMinor;
  }

  private BigInteger read(TablePart part) throws SQLException {
    BigInteger sumMinor = BigInteger.ZERO;
    int untold = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(table.selectPartSql(part.relation()))) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(PREPARE_AT_ONCE);
      statement.setFetchSize(FETCH_ROWS);
      statement.setString(1, part.first());
      statement.setString(2, part.end());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Map.Entry<K, V> entry = table.read(rows);
          streamer.addData(entry.getKey(), entry.getValue());
          if (hasMoney) {
            sumMinor = sumMinor.add(table.amountMinor(entry.getKey(), entry.getValue()));
          }
          if (++untold == TELL_ROWS) {
            progress.rows(untold);
            untold = 0;
          }
        }
      }
    }
    progress.rows(untold);
    return sumMinor;
  }
}
