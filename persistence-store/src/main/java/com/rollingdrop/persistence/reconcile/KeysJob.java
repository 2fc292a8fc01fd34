package com.rollingdrop.persistence.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/** Lists the rows of some buckets in some partitions. */
final class KeysJob implements IgniteCallable<SeenRows> {
  private static final long serialVersionUID = 1L;

  private final ViewName view;
  private final long[] buckets;
  private final int[] partitions;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  KeysJob(ViewName view, BitSet buckets, int[] partitions) {
    this.view = view;
    this.buckets = buckets.toLongArray();
    this.partitions = partitions.clone();
  }

  @Override
  public SeenRows call() {
    return list(view.view());
  }

  private <K, V> SeenRows list(View<K, V> shown) {
    List<Seen<K>> rows = new ArrayList<>();
    BitSet wanted = BitSet.valueOf(buckets);
    Hash64 hash = new Hash64();
    PartitionScan.forEach(
        ignite,
        shown,
        partitions,
        (key, value) -> {
          if (wanted.get(Buckets.of(hash.of(shown.identity(key))))) {
            rows.add(shown.seen(hash, key, value));
          }
        });
    return SeenRows.of(rows);
  }
}
