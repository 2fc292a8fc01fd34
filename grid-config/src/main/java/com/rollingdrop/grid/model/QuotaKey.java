package com.rollingdrop.grid.model;

import java.util.Objects;

/**
 * Key of a partition's part of a limited box. The partition's number is the affinity key, and the
 * players' affinity function maps it to that very partition, so a quota lives beside the wallets of
 * those who draw from it.
 */
public final class QuotaKey implements Comparable<QuotaKey> {
  private final String boxId;
  private final int partitionId;

  public QuotaKey(String boxId, int partitionId) {
    this.boxId = Objects.requireNonNull(boxId);
    this.partitionId = partitionId;
  }

  public String boxId() {
    return boxId;
  }

  /** A partition of the players' caches; affinity key. */
  public int partitionId() {
    return partitionId;
  }

  @Override
  public int compareTo(QuotaKey other) {
    int byBox = boxId.compareTo(other.boxId);
    return byBox != 0 ? byBox : Integer.compare(partitionId, other.partitionId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof QuotaKey other
        && partitionId == other.partitionId
        && boxId.equals(other.boxId);
  }

  @Override
  public int hashCode() {
    return boxId.hashCode() * 31 + partitionId;
  }

  @Override
  public String toString() {
    return boxId + "#" + partitionId;
  }
}
