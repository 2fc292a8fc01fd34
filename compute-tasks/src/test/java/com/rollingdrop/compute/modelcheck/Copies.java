package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.ignite.CacheName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.CacheGroupContext;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.apache.ignite.internal.util.typedef.internal.CU;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/** Whether all copies of each partition hold the same. */
final class Copies {
  private static final int COPIES = 2;
  private static final List<CacheName> COMPARED =
      List.of(
          CacheName.WALLETS,
          CacheName.ITEMS,
          CacheName.LISTINGS,
          CacheName.LEDGER,
          CacheName.PENDING,
          CacheName.REVEALED_SEEDS);

  private Copies() {}

  /** The partitions whose copies differ or are too few, a sentence each. */
  static List<String> problems(Ignite ignite) {
    Map<String, List<String>> copies = new TreeMap<>();
    for (Map<String, String> node :
        ignite.compute(ignite.cluster().forServers()).broadcast(new Digest())) {
      node.forEach(
          (partition, digest) ->
              copies.computeIfAbsent(partition, p -> new ArrayList<>()).add(digest));
    }
    List<String> problems = new ArrayList<>();
    copies.forEach(
        (partition, digests) -> {
          if (digests.size() != COPIES || new HashSet<>(digests).size() != 1) {
            problems.add("the copies of " + partition + " differ: " + digests);
          }
        });
    return problems;
  }

  /** Number and hash of the entries of each partition that the node owns. */
  private static final class Digest implements IgniteCallable<Map<String, String>> {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
    private transient Ignite ignite;

    @Override
    public Map<String, String> call() {
      Map<String, String> digests = new TreeMap<>();
      for (CacheName cache : COMPARED) {
        CacheGroupContext group =
            ((IgniteEx) ignite).context().cache().cacheGroup(CU.cacheId(cache.id()));
        for (GridDhtLocalPartition partition : group.topology().localPartitions()) {
          if (partition.state() == GridDhtPartitionState.OWNING) {
            digests.put(cache.id() + "/" + partition.id(), digest(group, partition.id()));
          }
        }
      }
      return digests;
    }

    // Sums, because each copy has an order of its own.
    private static String digest(CacheGroupContext group, int partition) {
      long entries = 0;
      long hash = 0;
      try {
        var rows = group.offheap().partitionIterator(partition);
        while (rows.hasNext()) {
          var row = rows.next();
          long key = Arrays.hashCode(row.key().valueBytes(group.cacheObjectContext()));
          long value = Arrays.hashCode(row.value().valueBytes(group.cacheObjectContext()));
          hash += (key * 31 + value) * 0x9E3779B97F4A7C15L;
          entries++;
        }
      } catch (IgniteCheckedException e) {
        throw new IgniteException(e);
      }
      return entries + " entries, " + Long.toHexString(hash);
    }
  }
}
