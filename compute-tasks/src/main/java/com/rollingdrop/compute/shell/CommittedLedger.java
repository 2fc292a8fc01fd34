package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;

/**
 * Reads a player's ledger backwards, a page at a time. It sees what was committed: all there is for
 * who holds the lock of the player's wallet and adds what the own transaction is to write.
 */
final class CommittedLedger {
  private static final int PAGE = 1_000;

  private final Ignite ignite;

  CommittedLedger(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Entries, newest first.
   *
   * @param beforeSequence only those with a lower sequence
   * @param fromMs epoch milliseconds; the first entry that is older ends it
   */
  List<LedgerEntry> latest(long playerId, long beforeSequence, long fromMs, int limit) {
    List<LedgerEntry> latest = new ArrayList<>();
    long before = beforeSequence;
    while (latest.size() < limit) {
      int wanted = Math.min(PAGE, limit - latest.size());
      List<LedgerEntry> page = page(playerId, before, wanted);
      for (LedgerEntry entry : page) {
        if (entry.createdAtMs() < fromMs) {
          return latest;
        }
        latest.add(entry);
        before = entry.sequence();
      }
      if (page.size() < wanted) {
        return latest;
      }
    }
    return latest;
  }

  private List<LedgerEntry> page(long playerId, long before, int limit) {
    IndexQuery<LedgerKey, LedgerEntry> query =
        new IndexQuery<LedgerKey, LedgerEntry>(LedgerEntry.class, CacheConfigurations.NEWEST_FIRST)
            .setCriteria(
                IndexQueryCriteriaBuilder.eq("playerId", playerId),
                IndexQueryCriteriaBuilder.lt("sequence", before))
            .setLimit(limit);
    query.setPartition(ignite.<Long>affinity(CacheName.WALLETS.id()).partition(playerId));
    List<LedgerEntry> page = new ArrayList<>(limit);
    try (var cursor = Caches.ledger(ignite).query(query)) {
      for (Cache.Entry<LedgerKey, LedgerEntry> entry : cursor) {
        page.add(entry.getValue());
      }
    }
    return page;
  }
}
