package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.ItemState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * Which items of one bucket are in play, and with whom: for each the player and the item's id, 24
 * bytes.
 */
final class ItemOwnersJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;

  private final int[] partitions;
  private final int bucket;
  private final int buckets;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  ItemOwnersJob(int[] partitions, int bucket, int buckets) {
    this.partitions = partitions.clone();
    this.bucket = bucket;
    this.buckets = buckets;
  }

  @Override
  public byte[] call() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int partition : partitions) {
        write(partition, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(int partition, DataOutputStream out) throws IOException {
    ScanQuery<BinaryObject, BinaryObject> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor =
        ignite
            .cache(CacheName.ITEMS.id())
            .<BinaryObject, BinaryObject>withKeepBinary()
            .query(scan)) {
      for (Cache.Entry<BinaryObject, BinaryObject> entry : cursor) {
        UUID id = entry.getKey().field("itemId");
        boolean inPlay = ItemState.valueOf(entry.getValue().<String>field("state")).isInPlay();
        if (inPlay && Math.floorMod(id.getLeastSignificantBits(), buckets) == bucket) {
          out.writeLong(entry.getKey().<Long>field("playerId"));
          out.writeLong(id.getMostSignificantBits());
          out.writeLong(id.getLeastSignificantBits());
        }
      }
    }
  }
}
