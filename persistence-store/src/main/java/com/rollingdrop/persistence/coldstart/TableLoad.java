package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one table is loaded.
 *
 * @param amountColumn the money of a row in the grid's SQL, a column or a sum of some; null where
 *     the table has none
 * @param catalogue whether the cache may hold entries already; what Postgres says then wins
 */
record TableLoad<K, V>(MirrorTable<K, V> table, @Nullable String amountColumn, boolean catalogue) {

  /**
   * All tables. The catalogue goes first and may be there already, because a system that comes up
   * seeds one; the players' tables must be empty.
   */
  static List<TableLoad<?, ?>> all() {
    return List.of(
        new TableLoad<>(MirrorTables.BOX_VERSIONS, null, true),
        new TableLoad<>(MirrorTables.BOXES, null, true),
        new TableLoad<>(MirrorTables.WALLETS, "availableMinor + heldMinor + promoMinor", false),
        new TableLoad<>(MirrorTables.LOGINS, null, false),
        new TableLoad<>(MirrorTables.REVEALED_SEEDS, null, false),
        new TableLoad<>(MirrorTables.GUARANTEE_COUNTERS, null, false),
        new TableLoad<>(MirrorTables.PENDING, "amountMinor", false),
        new TableLoad<>(MirrorTables.ITEMS, "valueMinor", false),
        new TableLoad<>(MirrorTables.LEDGER_STARTS, null, false),
        new TableLoad<>(MirrorTables.LEDGER, "amountMinor", false));
  }

  String cacheId() {
    return table.cache().id();
  }
}
