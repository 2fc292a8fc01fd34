package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.apache.ignite.lang.IgnitePredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the last transactions of a lost node are told to the world.
 *
 * <p>The change stream tells what a primary has logged. A transaction that a node's death caught
 * between its backup and its own log is committed by the backups, rightly, and told by nobody. So
 * when a node is lost, each node writes the youngest ledger entries of the partitions that it took
 * over once more, unchanged: now they are a primary's. So it does with logins and with what
 * administrators did. Whoever listens knows repetitions by their message id.
 *
 * <p>One thread of its own; reads no more than the wallets of the partitions that were taken over.
 */
public final class LossReplay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LossReplay.class);
  private static final long LOOK_EVERY_MS = 500;

  /** A loss is noticed within this time. */
  private static final long DETECTION_MS = 15_000;

  private static final int ENTRIES_MAX = 256;

  private final Ignite ignite;
  private final InstantSource clock;
  private final long transactionTimeoutMs;
  private final Counter replayed;
  private final ScheduledExecutorService thread;

  // When this node became the primary of each partition of which it is one, epoch milliseconds.
  // Confined to the thread.
  private final Map<Integer, Long> primarySinceMs = new HashMap<>();

  /**
   * @param transactionTimeoutMs longest time that a transaction may take
   * @param registry gets {@code rollingdrop.ledger.replayed}, entries, logins and operations told
   *     again
   */
  public LossReplay(
      Ignite ignite, InstantSource clock, long transactionTimeoutMs, MeterRegistry registry) {
    this.ignite = ignite;
    this.clock = clock;
    this.transactionTimeoutMs = transactionTimeoutMs;
    this.replayed = registry.counter("rollingdrop.ledger.replayed");
    this.thread = BackgroundThreads.named("loss-replay", 1);
  }

  /** From now on losses are answered. */
  public void start() {
    ignite
        .events()
        .localListen(
            (IgnitePredicate<DiscoveryEvent>) this::lost,
            EventType.EVT_NODE_FAILED,
            EventType.EVT_NODE_LEFT);
    var unused =
        thread.scheduleWithFixedDelay(
            () -> guarded(this::look), 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private boolean lost(DiscoveryEvent event) {
    if (!event.eventNode().isClient()) {
      long sinceMs = clock.millis() - DETECTION_MS - transactionTimeoutMs;
      try {
        // What the dead node has left undecided is decided within a transaction's time.
        var unused =
            thread.schedule(
                () -> guarded(() -> replay(sinceMs)), transactionTimeoutMs, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("this node is stopping itself", e);
      }
    }
    return true;
  }

  private void look() {
    Set<Integer> now =
        Arrays.stream(
                ignite
                    .affinity(CacheName.WALLETS.id())
                    .primaryPartitions(ignite.cluster().localNode()))
            .boxed()
            .collect(Collectors.toSet());
    primarySinceMs.keySet().retainAll(now);
    now.forEach(partition -> primarySinceMs.putIfAbsent(partition, clock.millis()));
  }

  /** Tells the entries since then of the partitions taken over since then. */
  void replay(long sinceMs) {
    look();
    List<Integer> takenOver =
        primarySinceMs.entrySet().stream()
            .filter(partition -> partition.getValue() >= sinceMs)
            .map(Map.Entry::getKey)
            .toList();
    int count = 0;
    for (int partition : takenOver) {
      count += replay(partition, sinceMs);
    }
    int logins = 0;
    int operations = 0;
    for (int partition : takenOver) {
      // Neither has a ledger entry that would tell of it.
      logins += replay(Caches.logins(ignite), partition, (n, one) -> one.updatedAtMs() >= sinceMs);
      operations +=
          replay(
              Caches.adminOperations(ignite),
              partition,
              (id, one) -> Math.max(one.askedAtMs(), one.answeredAtMs()) >= sinceMs);
    }
    LOG.info(
        "told {} entries, {} logins and {} operations of {} partitions again",
        count,
        logins,
        operations,
        takenOver.size());
  }

  private <K, V> int replay(
      IgniteCache<K, V> cache, int partition, IgniteBiPredicate<K, V> isYoung) {
    int count = 0;
    ScanQuery<K, V> young = new ScanQuery<>(isYoung).setPartition(partition).setLocal(true);
    try (var found = cache.query(young)) {
      for (Cache.Entry<K, V> entry : found) {
        // One that has changed meanwhile is told by that.
        if (cache.replace(entry.getKey(), entry.getValue(), entry.getValue())) {
          count++;
        }
      }
    }
    replayed.increment(count);
    return count;
  }

  private int replay(int partition, long sinceMs) {
    int count = 0;
    ScanQuery<Long, Wallet> recent =
        new ScanQuery<Long, Wallet>((player, wallet) -> wallet.updatedAtMs() >= sinceMs)
            .setPartition(partition)
            .setLocal(true);
    try (var wallets = Caches.wallets(ignite).query(recent)) {
      for (Cache.Entry<Long, Wallet> wallet : wallets) {
        count += replayPlayer(wallet.getKey(), wallet.getValue().sequence(), partition, sinceMs);
      }
    }
    return count;
  }

  private int replayPlayer(long playerId, long lastSequence, int partition, long sinceMs) {
    IgniteCache<LedgerKey, LedgerEntry> ledger = Caches.ledger(ignite);
    long before = lastSequence + 1;
    int count = 0;
    while (true) {
      IndexQuery<LedgerKey, LedgerEntry> newest =
          new IndexQuery<LedgerKey, LedgerEntry>(
                  LedgerEntry.class, CacheConfigurations.NEWEST_FIRST)
              .setCriteria(
                  IndexQueryCriteriaBuilder.eq("playerId", playerId),
                  IndexQueryCriteriaBuilder.lt("sequence", before))
              .setLimit(ENTRIES_MAX);
      newest.setPartition(partition);
      Map<LedgerKey, LedgerEntry> young = new TreeMap<>();
      boolean more = false;
      try (var entries = ledger.query(newest)) {
        for (Cache.Entry<LedgerKey, LedgerEntry> entry : entries) {
          before = Math.min(before, entry.getValue().sequence());
          more = entry.getValue().createdAtMs() >= sinceMs;
          if (more) {
            young.put(entry.getKey(), entry.getValue());
          }
        }
      }
      if (!young.isEmpty()) {
        ledger.putAll(young);
        replayed.increment(young.size());
        count += young.size();
      }
      if (!more || young.size() < ENTRIES_MAX) {
        return count;
      }
    }
  }

  // What throws would end the schedule.
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("the last entries of a lost node may be untold", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
