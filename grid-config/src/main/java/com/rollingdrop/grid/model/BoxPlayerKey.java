package com.rollingdrop.grid.model;

import java.util.Objects;

/** Key of what one player has to do with one box. */
public final class BoxPlayerKey implements Comparable<BoxPlayerKey> {
  private final long playerId;
  private final String boxId;

  public BoxPlayerKey(long playerId, String boxId) {
    this.playerId = playerId;
    this.boxId = Objects.requireNonNull(boxId);
  }

  /** Affinity key. */
  public long playerId() {
    return playerId;
  }

  public String boxId() {
    return boxId;
  }

  @Override
  public int compareTo(BoxPlayerKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : boxId.compareTo(other.boxId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BoxPlayerKey other
        && playerId == other.playerId
        && boxId.equals(other.boxId);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(playerId) * 31 + boxId.hashCode();
  }

  @Override
  public String toString() {
    return playerId + "/" + boxId;
  }
}
