package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
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
    LedgerEntry entry = ending(key.playerId(), key, open);
    Long recipientId = open.recipientId();
    if (entry == null && recipientId != null) {
      entry = ending(recipientId, key, open);
    }
    return entry == null ? null : open.ended(state(entry, open));
  }

  private static PendingState state(LedgerEntry entry, Pending open) {
    // From then on nothing but its expiry could end it, and before that its expiry could not.
    if (entry.createdAtMs() >= open.expiresAtMs()) {
      return PendingState.EXPIRED;
    }
    return switch (entry.kind()) {
      case WITHDRAWAL_SETTLEMENT, TRADE -> PendingState.SETTLED;
      default -> PendingState.VOIDED;
    };
  }

  private @Nullable LedgerEntry ending(long playerId, PendingKey key, Pending open) {
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
        if (key.transactionId().equals(entry.referenceId()) && ends(entry)) {
          return entry;
        }
      }
    }
    return null;
  }

  private static boolean ends(LedgerEntry entry) {
    return switch (entry.kind()) {
      case WITHDRAWAL_SETTLEMENT, WITHDRAWAL_VOID, TRADE, TRADE_END -> true;
      default -> false;
    };
  }
}
