package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.persistence.repair.PendingEnd;
import java.util.List;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What became of pending transactions that the grid holds no more: the ledger has the entry that
 * ended each, in the book of the player who began it or, of a declined trade, of the other.
 */
final class PendingEnds {
  private final Ignite ignite;

  PendingEnds(Ignite ignite) {
    this.ignite = ignite;
  }

  /** The transaction as it ended; null when the ledger does not say. */
  @Nullable Pending end(PendingKey key, Pending open) {
    PendingState end = ending(key.playerId(), key, open);
    Long recipientId = open.recipientId();
    if (end == null && recipientId != null) {
      end = ending(recipientId, key, open);
    }
    return end == null ? null : open.ended(end);
  }

  private @Nullable PendingState ending(long playerId, PendingKey key, Pending open) {
    IndexQuery<LedgerKey, LedgerEntry> query =
        new IndexQuery<LedgerKey, LedgerEntry>(LedgerEntry.class, CacheConfigurations.NEWEST_FIRST)
            .setCriteria(IndexQueryCriteriaBuilder.eq("playerId", playerId));
    query.setPartition(ignite.<Long>affinity(CacheName.WALLETS.id()).partition(playerId));
    try (var cursor = Caches.ledger(ignite).query(query)) {
      for (Cache.Entry<LedgerKey, LedgerEntry> one : cursor) {
        LedgerEntry entry = one.getValue();
        if (entry.createdAtMs() < open.createdAtMs()) {
          return null;
        }
        if (key.transactionId().equals(entry.referenceId())) {
          PendingState end =
              PendingEnd.of(open, List.of(new PendingEnd.Entry(entry.kind(), entry.createdAtMs())));
          if (end != null) {
            return end;
          }
        }
      }
    }
    return null;
  }
}
