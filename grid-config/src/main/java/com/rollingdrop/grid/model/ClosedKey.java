package com.rollingdrop.grid.model;

import java.util.UUID;

/** Key of some of the transactions that are closed of a player's ledger. */
public final class ClosedKey implements Comparable<ClosedKey> {
  /** Of one player, at most. */
  private static final int BUCKETS = 32;

  private final long playerId;
  private final int bucket;

  private ClosedKey(long playerId, int bucket) {
    this.playerId = playerId;
    this.bucket = bucket;
  }

  /** Where a transaction stands when it is closed. */
  public static ClosedKey of(long playerId, UUID transactionId) {
    return new ClosedKey(
        playerId, (int) (ClosedTransactions.shortOf(transactionId) & (BUCKETS - 1)));
  }

  /** Whose ledger; affinity key. */
  public long playerId() {
    return playerId;
  }

  @Override
  public int compareTo(ClosedKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : Integer.compare(bucket, other.bucket);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ClosedKey other && playerId == other.playerId && bucket == other.bucket;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(playerId) * 31 + bucket;
  }

  @Override
  public String toString() {
    return playerId + "#" + bucket;
  }
}
