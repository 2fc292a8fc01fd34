package com.rollingdrop.grid.model;

import java.util.Objects;
import java.util.UUID;

/** Key of an item. The owner is part of the key, so an item lives beside its owner's wallet. */
public final class ItemKey implements Comparable<ItemKey> {
  private final long playerId;
  private final UUID itemId;

  public ItemKey(long playerId, UUID itemId) {
    this.playerId = playerId;
    this.itemId = Objects.requireNonNull(itemId);
  }

  /** The owner; affinity key. */
  public long playerId() {
    return playerId;
  }

  public UUID itemId() {
    return itemId;
  }

  @Override
  public int compareTo(ItemKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : itemId.compareTo(other.itemId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ItemKey other && playerId == other.playerId && itemId.equals(other.itemId);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(playerId) * 31 + itemId.hashCode();
  }

  @Override
  public String toString() {
    return playerId + "/" + itemId;
  }
}
