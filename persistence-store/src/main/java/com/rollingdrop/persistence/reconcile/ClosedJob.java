package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerStart;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/** What is closed of the ledgers in some partitions, as {@link ClosedTotals#write} writes it. */
final class ClosedJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;

  private final int[] partitions;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  ClosedJob(int[] partitions) {
    this.partitions = partitions.clone();
  }

  @Override
  public byte[] call() {
    ClosedTotals totals = new ClosedTotals();
    Hash64 hash = new Hash64();
    for (int partition : partitions) {
      ScanQuery<Long, LedgerStart> scan = new ScanQuery<>();
      scan.setPartition(partition);
      try (var cursor = Caches.ledgerStarts(ignite).query(scan)) {
        for (Cache.Entry<Long, LedgerStart> entry : cursor) {
          totals.add(hash, entry.getKey(), entry.getValue());
        }
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      totals.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
