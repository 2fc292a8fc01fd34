package com.rollingdrop.grid.model;

import java.util.Objects;
import java.util.UUID;

/** Key of a pending transaction: the player who began it and the transaction that did. */
public final class PendingKey implements Comparable<PendingKey> {
  private final long playerId;
  private final UUID transactionId;

  public PendingKey(long playerId, UUID transactionId) {
    this.playerId = playerId;
    this.transactionId = Objects.requireNonNull(transactionId);
  }

  /** Who began it; affinity key. */
  public long playerId() {
    return playerId;
  }

  public UUID transactionId() {
    return transactionId;
  }

  @Override
  public int compareTo(PendingKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : transactionId.compareTo(other.transactionId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PendingKey other
        && playerId == other.playerId
        && transactionId.equals(other.transactionId);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(playerId) * 31 + transactionId.hashCode();
  }

  @Override
  public String toString() {
    return playerId + "/" + transactionId;
  }
}
