package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Partitions;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/**
 * Whether each item is in play once over the whole grid. All nodes are asked for the items of one
 * bucket after the other, so that never more than about {@link #BUCKET_ITEMS} ids are here; each
 * bucket takes a look at all items. An item that was on its way from one owner to the next is
 * looked at again under both wallets' locks.
 */
public final class ItemOwnership {
  private static final long BUCKET_ITEMS = 200_000;
  private static final long LOCK_TIMEOUT_MS = 10_000;

  private final Ignite ignite;
  private final Partitions partitions;
  private final long bucketItems;

  public ItemOwnership(Ignite ignite) {
    this(ignite, BUCKET_ITEMS);
  }

  /**
   * @param bucketItems how many ids one bucket has, about
   */
  ItemOwnership(Ignite ignite, long bucketItems) {
    this.ignite = ignite;
    this.partitions = new Partitions(ignite);
    this.bucketItems = bucketItems;
  }

  /** Looks at all items as fast as it can; what is found goes to the tally. */
  public void audit(AuditTally tally) {
    int buckets = buckets();
    for (int bucket = 0; bucket < buckets; bucket++) {
      audit(bucket, buckets, tally, lookedAt -> {});
    }
  }

  /**
   * Looks at the items of one bucket; turn after turn all of them come round.
   *
   * @param turn counts up
   * @param tally gets what is found
   * @param pace is told how many items were looked at before more of them are, and may wait
   */
  void auditNext(long turn, AuditTally tally, LongConsumer pace) {
    int buckets = buckets();
    audit((int) (turn % buckets), buckets, tally, pace);
  }

  private int buckets() {
    long items = Caches.items(ignite).sizeLong(CachePeekMode.PRIMARY);
    return Math.toIntExact(1 + items / bucketItems);
  }

  private void audit(int bucket, int buckets, AuditTally tally, LongConsumer pace) {
    Map<UUID, Long> owners = new HashMap<>();
    Map<UUID, NavigableSet<Long>> several = new TreeMap<>();
    partitions.forAll(
        some -> new ItemOwnersJob(some, bucket, buckets),
        found -> {
          ByteBuffer in = ByteBuffer.wrap(found);
          pace.accept(in.getLong());
          while (in.hasRemaining()) {
            long owner = in.getLong();
            UUID id = new UUID(in.getLong(), in.getLong());
            Long other = owners.putIfAbsent(id, owner);
            if (other != null && other != owner) {
              several.computeIfAbsent(id, item -> new TreeSet<>(List.of(other))).add(owner);
            }
          }
        });
    several.forEach(
        (id, candidates) -> {
          List<Long> still = owners(id, candidates);
          if (still.size() > 1) {
            tally.add(
                new Finding(
                    Fault.ITEM_OWNED_TWICE,
                    still.get(0),
                    still.get(0) + "/" + id,
                    "the item is in play with players " + still));
          }
        });
  }

  private List<Long> owners(UUID id, NavigableSet<Long> candidates) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(
                TransactionConcurrency.PESSIMISTIC,
                TransactionIsolation.REPEATABLE_READ,
                LOCK_TIMEOUT_MS,
                0)) {
      var unused = Caches.wallets(ignite).getAll(candidates);
      List<Long> owners = new ArrayList<>();
      for (long candidate : candidates) {
        Item item = Caches.items(ignite).get(new ItemKey(candidate, id));
        if (item != null && item.state().isInPlay()) {
          owners.add(candidate);
        }
      }
      transaction.commit();
      return owners;
    }
  }
}
