package com.rollingdrop.compute.audit;

import com.rollingdrop.compute.fairness.Digests;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.UUID;

/**
 * A set of items as one number, the sum of what each hashes to: so that what a player had when the
 * ledger was closed can be compared and need not be kept.
 */
final class ItemDigests {
  private ItemDigests() {}

  static long of(Collection<UUID> items) {
    long sum = 0;
    for (UUID item : items) {
      sum += of(item);
    }
    return sum;
  }

  private static long of(UUID item) {
    byte[] id =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(item.getMostSignificantBits())
            .putLong(item.getLeastSignificantBits())
            .array();
    return ByteBuffer.wrap(Digests.sha256(id)).getLong();
  }
}
