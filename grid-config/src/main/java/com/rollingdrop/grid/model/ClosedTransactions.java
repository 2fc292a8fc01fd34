package com.rollingdrop.grid.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Transactions whose entries the grid holds no more, at eight bytes each: so that an idempotency
 * key is never used twice, however late. Their ids are digests, so eight bytes tell them apart.
 */
public final class ClosedTransactions {
  /** None. */
  public static final ClosedTransactions NONE = new ClosedTransactions(new long[0]);

  // Ascending.
  private final long[] shortIds;

  private ClosedTransactions(long[] shortIds) {
    this.shortIds = shortIds;
  }

  /** These and more. */
  public ClosedTransactions with(Collection<UUID> transactions) {
    return new ClosedTransactions(
        LongStream.concat(
                Arrays.stream(shortIds),
                transactions.stream().mapToLong(ClosedTransactions::shortOf))
            .sorted()
            .distinct()
            .toArray());
  }

  public boolean contains(UUID transactionId) {
    return Arrays.binarySearch(shortIds, shortOf(transactionId)) >= 0;
  }

  /** How many. */
  public int size() {
    return shortIds.length;
  }

  static long shortOf(UUID transactionId) {
    return transactionId.getMostSignificantBits()
        ^ Long.rotateLeft(transactionId.getLeastSignificantBits(), Integer.SIZE);
  }
}
