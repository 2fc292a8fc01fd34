package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteBiPredicate;

/** Reads all that the grid holds of some players. */
final class BookReader {
  private static final long LOOK_EVERY_MS = 250;
  private static final long SOON_MS = 60_000;
  private static final long QUIET_WITHIN_MS = 60_000;

  private final Ignite ignite;
  private final long first;
  private final long last;

  /**
   * @param players consecutive numbers
   */
  BookReader(Ignite ignite, List<Long> players) {
    this.ignite = ignite;
    this.first = players.get(0);
    this.last = players.get(players.size() - 1);
  }

  /** Waits until nothing changes by itself any more, and reads. */
  Books read() throws InterruptedException {
    long end = System.currentTimeMillis() + QUIET_WITHIN_MS;
    Books books = readOnce();
    Books after = readOnce();
    // The caches are read one after the other: only wallets that are still the same when all is
    // read say that nothing moved meanwhile.
    while (versions(books) != versions(after) || endsSoon(books)) {
      if (System.currentTimeMillis() > end) {
        throw new IllegalStateException("the books change still, or a withdrawal is overdue");
      }
      Thread.sleep(LOOK_EVERY_MS);
      books = after;
      after = readOnce();
    }
    return books;
  }

  private static long versions(Books books) {
    return books.wallets().values().stream().mapToLong(w -> w.version()).sum();
  }

  private static boolean endsSoon(Books books) {
    long soonMs = System.currentTimeMillis() + SOON_MS;
    return books.pending().values().stream().map(Pending::expiresAtMs).anyMatch(t -> t < soonMs);
  }

  private Books readOnce() {
    Books books = Books.empty();
    scan(Caches.wallets(ignite), books.wallets());
    scan(Caches.ledger(ignite), books.ledger());
    scan(Caches.items(ignite), books.items());
    scan(Caches.pending(ignite), books.pending());
    scan(Caches.revealedSeeds(ignite), books.revealed());
    return books;
  }

  private <K, V> void scan(IgniteCache<K, V> cache, Map<K, V> into) {
    try (var cursor = cache.query(new ScanQuery<K, V>(new OfPlayers<>(first, last)))) {
      for (Cache.Entry<K, V> entry : cursor) {
        into.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Looks beside the data at whose it is. */
  private static final class OfPlayers<K, V> implements IgniteBiPredicate<K, V> {
    private static final long serialVersionUID = 1L;

    private final long first;
    private final long last;

    OfPlayers(long first, long last) {
      this.first = first;
      this.last = last;
    }

    @Override
    public boolean apply(K key, V value) {
      long player = playerOf(key);
      return player >= first && player <= last;
    }

    private static long playerOf(Object key) {
      if (key instanceof LedgerKey ledgerKey) {
        return ledgerKey.playerId();
      }
      if (key instanceof ItemKey itemKey) {
        return itemKey.playerId();
      }
      if (key instanceof PendingKey pendingKey) {
        return pendingKey.playerId();
      }
      return key instanceof SeedKey seedKey ? seedKey.playerId() : (Long) key;
    }
  }
}
