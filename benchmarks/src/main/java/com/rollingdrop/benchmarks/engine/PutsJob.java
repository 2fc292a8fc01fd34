package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/**
 * Writes, on the node itself, the three rows of an opening again and again, many openings in a
 * transaction: no messages, no decisions, no replies. Each thread has players of its own, whose
 * primary is this node.
 */
final class PutsJob implements IgniteCallable<Long> {
  private static final long serialVersionUID = 1L;

  private final int players;
  private final int threads;
  private final int batchSize;
  private final int seconds;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param players with the ids 1 and up; the first has opened a box
   * @param batchSize openings in a transaction
   */
  PutsJob(int players, int threads, int batchSize, int seconds) {
    this.players = players;
    this.threads = threads;
    this.batchSize = batchSize;
    this.seconds = seconds;
  }

  /** How many openings were written. */
  @Override
  public Long call() throws InterruptedException, ExecutionException {
    long[] own = ownPlayers();
    Item item = any(Caches.items(ignite));
    LedgerEntry entry = any(Caches.ledger(ignite));
    Wallet wallet = Objects.requireNonNull(Caches.wallets(ignite).get(1L));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      List<Future<Long>> parts = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        int first = part;
        parts.add(pool.submit(() -> write(own, first, until, wallet, item, entry)));
      }
      long written = 0;
      for (Future<Long> part : parts) {
        written += part.get();
      }
      return written;
    } finally {
      pool.shutdownNow();
    }
  }

  private long[] ownPlayers() {
    Affinity<Long> affinity = ignite.affinity(CacheName.WALLETS.id());
    ClusterNode here = ignite.cluster().localNode();
    return LongStream.rangeClosed(1, players)
        .filter(player -> affinity.isPrimary(here, player))
        .toArray();
  }

  private static <K, V> V any(IgniteCache<K, V> cache) {
    try (var rows = cache.query(new ScanQuery<K, V>())) {
      return rows.iterator().next().getValue();
    }
  }

  private long write(
      long[] own, int first, long until, Wallet wallet, Item item, LedgerEntry entry) {
    SplittableRandom random = new SplittableRandom();
    long written = 0;
    int player = first;
    while (System.nanoTime() < until) {
      TreeMap<Long, Wallet> wallets = new TreeMap<>();
      TreeMap<ItemKey, Item> items = new TreeMap<>();
      TreeMap<LedgerKey, LedgerEntry> entries = new TreeMap<>();
      while (wallets.size() < batchSize) {
        long id = own[player % own.length];
        player = (player + threads) % own.length;
        wallets.put(id, wallet.withNonce(written));
        items.put(new ItemKey(id, new UUID(random.nextLong(), random.nextLong())), item);
        entries.put(new LedgerKey(id, new UUID(random.nextLong(), random.nextLong())), entry);
      }
      try (Transaction transaction =
          ignite
              .transactions()
              .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
        // As an opening does: the wallet's lock guards the rest.
        var unused = Caches.wallets(ignite).getAll(wallets.keySet());
        Caches.wallets(ignite).putAll(wallets);
        Caches.items(ignite).putAll(items);
        Caches.ledger(ignite).putAll(entries);
        transaction.commit();
      }
      written += batchSize;
    }
    return written;
  }
}
