package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/**
 * Whether the limited boxes keep their books: a partition's quota has sold what its players'
 * ledgers say, and what is left and sold together is the stock that was published.
 *
 * <p>It first reads without locks, and looks again with the quotas locked, which every opening of
 * the box holds until it is committed, if something seems wrong. Thread-safe.
 */
public final class StockAuditor {
  private static final long LOCK_TIMEOUT_MS = 10_000;
  private static final int LOOKS_MAX = 5;

  private final Ignite ignite;

  public StockAuditor(Ignite ignite) {
    this.ignite = ignite;
  }

  /** What each limited box has sold in a partition. */
  SortedMap<String, Long> sold(int partition) {
    SortedSet<QuotaKey> keys = new TreeSet<>();
    limited().forEach(boxId -> keys.add(new QuotaKey(boxId, partition)));
    Map<QuotaKey, Quota> quotas = Caches.quotas(ignite).getAll(keys);
    SortedMap<String, Long> sold = new TreeMap<>();
    quotas.forEach((key, quota) -> sold.put(key.boxId(), quota.sold()));
    return sold;
  }

  /**
   * Compares a partition's quotas with its players' ledgers.
   *
   * @param before {@link #sold} before the ledgers were read
   * @param draws in the ledgers, by box
   */
  void compare(
      int partition, Map<String, Long> before, Map<String, Long> draws, AuditTally findings) {
    Map<String, Long> after = sold(partition);
    for (String boxId : limited()) {
      long drawn = draws.getOrDefault(boxId, 0L);
      if (drawn < before.getOrDefault(boxId, 0L) || drawn > after.getOrDefault(boxId, 0L)) {
        compareLocked(new QuotaKey(boxId, partition), findings);
      }
    }
  }

  private void compareLocked(QuotaKey key, AuditTally findings) {
    long[] numbers =
        locked(
            () -> {
              Quota quota = Caches.quotas(ignite).get(key);
              return new long[] {quota == null ? 0 : quota.sold(), draws(key)};
            });
    if (numbers[0] != numbers[1]) {
      findings.add(
          finding(
              key.toString(),
              "the quota has sold " + numbers[0] + ", the ledgers have " + numbers[1] + " draws"));
    }
  }

  /** Draws of the ledgers and of what is closed of them, which may grow meanwhile. */
  private long draws(QuotaKey key) {
    Map<Long, Long> before = closed(key.partitionId());
    for (int look = 1; ; look++) {
      long draws = drawsNow(key);
      Map<Long, Long> after = closed(key.partitionId());
      if (before.equals(after) || look == LOOKS_MAX) {
        return draws;
      }
      before = after;
    }
  }

  private Map<Long, Long> closed(int partition) {
    Map<Long, Long> closed = new HashMap<>();
    starts(partition, (player, start) -> closed.put(player, start.sequence()));
    return closed;
  }

  private void starts(int partition, BiConsumer<Long, LedgerStart> each) {
    ScanQuery<Long, LedgerStart> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor = Caches.ledgerStarts(ignite).query(scan)) {
      cursor.forEach(entry -> each.accept(entry.getKey(), entry.getValue()));
    }
  }

  private long drawsNow(QuotaKey key) {
    LongAdder closed = new LongAdder();
    starts(
        key.partitionId(),
        (player, start) -> closed.add(start.draws().getOrDefault(key.boxId(), 0L)));
    ScanQuery<LedgerKey, LedgerEntry> scan = new ScanQuery<>(new OpeningOf(key.boxId()));
    scan.setPartition(key.partitionId());
    long draws = closed.sum();
    try (var cursor = Caches.ledger(ignite).query(scan)) {
      for (Cache.Entry<LedgerKey, LedgerEntry> opening : cursor) {
        draws += opening.getValue().itemsIn().size();
      }
    }
    return draws;
  }

  /** Looks at every limited box as a whole; what is found goes to the tally. */
  public void audit(AuditTally tally) {
    for (String boxId : limited()) {
      if (!problems(boxId).isEmpty()) {
        locked(() -> problems(boxId)).forEach(problem -> tally.add(finding(boxId, problem)));
      }
    }
  }

  /**
   * In a transaction it locks all that it reads of the box, in the order in which everybody does.
   */
  private List<String> problems(String boxId) {
    int partitions = ignite.<Long>affinity(CacheName.WALLETS.id()).partitions();
    SortedSet<QuotaKey> keys = new TreeSet<>();
    IntStream.range(0, partitions).forEach(partition -> keys.add(new QuotaKey(boxId, partition)));
    Map<QuotaKey, Quota> quotas = Caches.quotas(ignite).getAll(keys);
    BoxStock stock = Objects.requireNonNull(Caches.stocks(ignite).get(boxId));
    long leased = quotas.values().stream().mapToLong(Quota::remaining).sum();
    long sold = quotas.values().stream().mapToLong(Quota::sold).sum();
    List<String> problems = new ArrayList<>();
    if (stock.unleased() + leased + sold != stock.total()) {
      problems.add(
          String.format(
              "%d not leased, %d leased and %d sold do not make the stock of %d",
              stock.unleased(), leased, sold, stock.total()));
    }
    if (stock.unleased() < 0 || quotas.values().stream().anyMatch(q -> q.remaining() < 0)) {
      problems.add("less than nothing is left somewhere");
    }
    Long published = published(boxId);
    if (published == null || published != stock.total()) {
      problems.add("the stock is " + stock.total() + ", published is " + published);
    }
    return problems;
  }

  private @Nullable Long published(String boxId) {
    Box head = Caches.boxes(ignite).get(boxId);
    BoxVersion live =
        head == null
            ? null
            : Caches.boxVersions(ignite).get(new BoxVersionKey(boxId, head.version()));
    return live == null ? null : live.stock();
  }

  /** Ids of the boxes that have a stock; they are few. */
  SortedSet<String> limited() {
    SortedSet<String> boxes = new TreeSet<>();
    try (var cursor = Caches.stocks(ignite).query(new ScanQuery<String, BoxStock>())) {
      cursor.forEach(entry -> boxes.add(entry.getKey()));
    }
    return boxes;
  }

  private <T> T locked(Supplier<T> read) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(
                TransactionConcurrency.PESSIMISTIC,
                TransactionIsolation.REPEATABLE_READ,
                LOCK_TIMEOUT_MS,
                0)) {
      T result = read.get();
      transaction.commit();
      return result;
    }
  }

  private static Finding finding(String key, String sentence) {
    return new Finding(Fault.STOCK_WRONG, 0, key, sentence);
  }

  /** Looks beside the data at what an entry is. */
  private static final class OpeningOf implements IgniteBiPredicate<LedgerKey, LedgerEntry> {
    private static final long serialVersionUID = 1L;

    private final String boxId;

    OpeningOf(String boxId) {
      this.boxId = boxId;
    }

    @Override
    public boolean apply(LedgerKey key, LedgerEntry entry) {
      return entry.kind() == TransactionKind.BOX_OPENING && boxId.equals(entry.boxId());
    }
  }
}
