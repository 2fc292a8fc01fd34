package com.rollingdrop.persistence.coldstart;

import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How one table is loaded.
 *
 * @param amountMinor what is summed up to check the load, minor units
 * @param amountColumn the same in the grid's SQL, a column or a sum of some
 * @param catalogue whether the cache may hold entries already; what Postgres says then wins
 */
record TableLoad<K, V>(
    MirrorTable<K, V> table,
    @Nullable ToLongFunction<V> amountMinor,
    @Nullable String amountColumn,
    boolean catalogue) {

  /**
   * All tables. The catalogue goes first and may be there already, because a system that comes up
   * seeds one; the players' tables must be empty.
   */
  static List<TableLoad<?, ?>> all() {
    return List.of(
        new TableLoad<>(MirrorTables.BOX_VERSIONS, null, null, true),
        new TableLoad<>(MirrorTables.BOXES, null, null, true),
        new TableLoad<>(
            MirrorTables.WALLETS,
            wallet -> wallet.availableMinor() + wallet.promoMinor(),
            "availableMinor + promoMinor",
            false),
        new TableLoad<>(MirrorTables.REVEALED_SEEDS, null, null, false),
        new TableLoad<>(MirrorTables.GUARANTEE_COUNTERS, null, null, false),
        new TableLoad<>(
            MirrorTables.PENDING, pending -> pending.amountMinor(), "amountMinor", false),
        new TableLoad<>(MirrorTables.ITEMS, item -> item.valueMinor(), "valueMinor", false),
        new TableLoad<>(MirrorTables.LEDGER, entry -> entry.amountMinor(), "amountMinor", false));
  }

  String cacheId() {
    return table.cache().id();
  }
}
