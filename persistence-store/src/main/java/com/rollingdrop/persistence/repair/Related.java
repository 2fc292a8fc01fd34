package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.persistence.events.ChangedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The rows that a transaction has changed beside its ledger entry. Pure.
 *
 * <p>Why it is needed: of a transaction that a node's death caught between the backup's commit and
 * its own log, the change stream has nothing but the ledger entries, which the other nodes write
 * once more. If Postgres lacks such an entry, nobody has told it of the rest either.
 */
final class Related {
  private Related() {}

  /** Those rows; whether they are the newest, the grid and Postgres tell. */
  static List<ChangedRow> to(LedgerKey key, LedgerEntry entry) {
    long playerId = key.playerId();
    List<ChangedRow> rows = new ArrayList<>();
    rows.add(row(CacheName.WALLETS, playerId));
    entry.itemsIn().forEach(item -> rows.add(row(CacheName.ITEMS, new ItemKey(playerId, item))));
    entry.itemsOut().forEach(item -> rows.add(row(CacheName.ITEMS, new ItemKey(playerId, item))));
    String boxId = entry.boxId();
    if (boxId != null) {
      rows.add(row(CacheName.GUARANTEE_COUNTERS, new BoxPlayerKey(playerId, boxId)));
    }
    UUID reference = entry.referenceId();
    Long counterpartyId = entry.counterpartyId();
    switch (entry.kind()) {
      case WITHDRAWAL_HOLD, TRADE_OFFER ->
          rows.add(row(CacheName.PENDING, new PendingKey(playerId, key.transactionId())));
      case WITHDRAWAL_SETTLEMENT, WITHDRAWAL_VOID, TRADE, TRADE_END -> {
        if (reference != null) {
          rows.add(row(CacheName.PENDING, new PendingKey(playerId, reference)));
          if (counterpartyId != null) {
            rows.add(row(CacheName.PENDING, new PendingKey(counterpartyId, reference)));
          }
        }
      }
      case LISTING, DELISTING -> {
        if (reference != null) {
          rows.add(row(CacheName.ITEMS, new ItemKey(playerId, reference)));
        }
      }
      default -> {}
    }
    return rows;
  }

  private static ChangedRow row(CacheName cache, Object key) {
    return ChangedRow.of(cache, key, ChangedRow.ANY);
  }
}
