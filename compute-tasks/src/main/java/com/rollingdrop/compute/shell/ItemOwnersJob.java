package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.ItemState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * Which items of one bucket are in play, and with whom: how many items were looked at, 8 bytes, and
 * then for each of the bucket the player and the item's id, 24 bytes.
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
    long lookedAt = 0;
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(lookedAt);
      for (int partition : partitions) {
        lookedAt += write(partition, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] found = bytes.toByteArray();
    ByteBuffer.wrap(found).putLong(lookedAt);
    return found;
  }

  private long write(int partition, DataOutputStream out) throws IOException {
    long lookedAt = 0;
    ScanQuery<BinaryObject, BinaryObject> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor =
        ignite
            .cache(CacheName.ITEMS.id())
            .<BinaryObject, BinaryObject>withKeepBinary()
            .query(scan)) {
      for (Cache.Entry<BinaryObject, BinaryObject> entry : cursor) {
        lookedAt++;
        UUID id = entry.getKey().field("itemId");
        if (Math.floorMod(id.getLeastSignificantBits(), buckets) == bucket
            && ItemState.valueOf(entry.getValue().<String>field("state")).isInPlay()) {
          out.writeLong(entry.getKey().<Long>field("playerId"));
          out.writeLong(id.getMostSignificantBits());
          out.writeLong(id.getLeastSignificantBits());
        }
      }
    }
    return lookedAt;
  }
}
