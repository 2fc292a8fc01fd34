package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.query.SqlFieldsQuery;

/** Compares what the grid holds with what was read from Postgres: counts, and sums of money. */
final class GridCheck {
  private final Ignite ignite;

  GridCheck(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * @throws ColdStartException naming every difference
   */
  void compare(List<TableLoad<?, ?>> tables, List<Loaded> loaded) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      compare(tables.get(i), loaded.get(i), differences);
    }
    if (!differences.isEmpty()) {
      throw new ColdStartException(
          "the grid differs from Postgres: "
              + String.join("; ", differences)
              + ". Was it in use? Empty its work directory and start again");
    }
  }

  private void compare(TableLoad<?, ?> table, Loaded loaded, List<String> differences) {
    long entries = ignite.cache(table.cacheId()).sizeLong(CachePeekMode.PRIMARY);
    // A seeded catalogue may hold boxes that Postgres has not seen yet.
    boolean enough = table.catalogue() ? entries >= loaded.rows() : entries == loaded.rows();
    if (!enough) {
      differences.add(
          "%s has %d entries for %d rows".formatted(loaded.table(), entries, loaded.rows()));
    }
    BigInteger readMinor = loaded.amountMinor();
    if (readMinor != null) {
      BigInteger heldMinor = sum(table);
      if (!heldMinor.equals(readMinor)) {
        differences.add(
            "%s sums up to %s minor units instead of %s"
                .formatted(loaded.table(), heldMinor, readMinor));
      }
    }
  }

  private BigInteger sum(TableLoad<?, ?> table) {
    SqlFieldsQuery query =
        new SqlFieldsQuery(
                "SELECT SUM(CAST(%s AS DECIMAL(38, 0))) FROM %s.%s"
                    .formatted(
                        table.amountColumn(), CacheConfigurations.SQL_SCHEMA, table.cacheId()))
            .setSchema(CacheConfigurations.SQL_SCHEMA);
    Object sum = ignite.cache(table.cacheId()).query(query).getAll().get(0).get(0);
    return sum == null ? BigInteger.ZERO : new BigDecimal(sum.toString()).toBigIntegerExact();
  }
}
