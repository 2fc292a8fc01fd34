package com.rollingdrop.persistence.reconcile;

import java.util.function.BiConsumer;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;

/** Reads what a view shows of some partitions; when they move meanwhile, the read follows them. */
final class PartitionScan {
  private PartitionScan() {}

  static <K, V> void forEach(
      Ignite ignite, View<K, V> view, int[] partitions, BiConsumer<K, V> each) {
    for (int partition : partitions) {
      ScanQuery<K, V> scan = new ScanQuery<>();
      scan.setPartition(partition);
      try (var cursor = ignite.<K, V>cache(view.cache().id()).query(scan)) {
        for (Cache.Entry<K, V> entry : cursor) {
          if (view.includes(entry.getValue())) {
            each.accept(entry.getKey(), entry.getValue());
          }
        }
      }
    }
  }
}
