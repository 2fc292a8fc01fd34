package com.rollingdrop.grid.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Key of a ledger entry. The transaction id is derived from the player's idempotency key, so a
 * retried command finds its first outcome with one read.
 */
public final class LedgerKey implements Comparable<LedgerKey> {
  private final long playerId;
  private final UUID transactionId;

  public LedgerKey(long playerId, UUID transactionId) {
    this.playerId = playerId;
    this.transactionId = Objects.requireNonNull(transactionId);
  }

  /** Whose ledger; affinity key. */
  public long playerId() {
    return playerId;
  }

  public UUID transactionId() {
    return transactionId;
  }

  @Override
  public int compareTo(LedgerKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : transactionId.compareTo(other.transactionId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LedgerKey other
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
