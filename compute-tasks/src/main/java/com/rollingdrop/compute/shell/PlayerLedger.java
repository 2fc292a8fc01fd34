package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;

/** Reads ledgers player by player, each in the partition that holds the player. Thread-safe. */
final class PlayerLedger {
  private final Ignite ignite;

  PlayerLedger(Ignite ignite) {
    this.ignite = ignite;
  }

  /** The partition of all that a player has. */
  int partition(long playerId) {
    return ignite.<Long>affinity(CacheName.WALLETS.id()).partition(playerId);
  }

  /**
   * Entries in order of the sequence.
   *
   * @param range of sequences
   */
  List<Posting> entries(long playerId, IndexQueryCriterion range) {
    return entries(playerId, query(playerId, range));
  }

  /** The same; of more than so many, those with the highest sequences. */
  List<Posting> entries(long playerId, IndexQueryCriterion range, int limit) {
    return entries(playerId, query(playerId, range).setLimit(limit));
  }

  private static IndexQuery<LedgerKey, LedgerEntry> query(
      long playerId, IndexQueryCriterion range) {
    return new IndexQuery<LedgerKey, LedgerEntry>(
            LedgerEntry.class, CacheConfigurations.NEWEST_FIRST)
        .setCriteria(IndexQueryCriteriaBuilder.eq("playerId", playerId), range);
  }

  private List<Posting> entries(long playerId, IndexQuery<LedgerKey, LedgerEntry> query) {
    query.setPartition(partition(playerId));
    List<Posting> entries = new ArrayList<>();
    try (var cursor = Caches.ledger(ignite).query(query)) {
      for (Cache.Entry<LedgerKey, LedgerEntry> entry : cursor) {
        entries.add(new Posting(entry.getKey(), entry.getValue()));
      }
    }
    Collections.reverse(entries);
    return entries;
  }
}
