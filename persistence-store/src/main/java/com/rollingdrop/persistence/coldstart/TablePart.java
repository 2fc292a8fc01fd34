package com.rollingdrop.persistence.coldstart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring blocks of a table, which one reader reads from end to end.
 *
 * @param relation the table, or that of a month where there is one for each
 * @param firstBlock first block of it
 * @param endBlock first block behind it
 */
record TablePart(String relation, long firstBlock, long endBlock) {
  // By name, so that whoever reads a log knows the month.
  private static final String RELATIONS =
      """
      SELECT c.oid::regclass::text, pg_relation_size(c.oid) / current_setting('block_size')::int8
      FROM pg_class c
      WHERE c.relkind = 'r' AND (c.oid = to_regclass(?)
        OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = to_regclass(?)))
      ORDER BY 1""";

  /**
   * All parts of a table. Rows behind them were written after the snapshot of the connection.
   *
   * @param size most blocks in a part
   */
  static List<TablePart> of(Connection connection, String table, long size) throws SQLException {
    List<TablePart> parts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(RELATIONS)) {
      statement.setString(1, table);
      statement.setString(2, table);
      try (ResultSet relations = statement.executeQuery()) {
        while (relations.next()) {
          long blocks = relations.getLong(2);
          for (long first = 0; first < blocks; first += size) {
            parts.add(new TablePart(relations.getString(1), first, Math.min(blocks, first + size)));
          }
        }
      }
    }
    return parts;
  }

  long blocks() {
    return endBlock - firstBlock;
  }

  /** Where it begins, as Postgres writes a row's place. */
  String first() {
    return place(firstBlock);
  }

  /** Where the next one begins. */
  String end() {
    return place(endBlock);
  }

  private static String place(long block) {
    return "(" + block + ",0)";
  }
}
