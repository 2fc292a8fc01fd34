package com.rollingdrop.grid.model;

import java.util.Objects;

/** Key of a revealed server seed: the player it served and the hash that was published before. */
public final class SeedKey implements Comparable<SeedKey> {
  private final long playerId;
  private final String serverSeedHash;

  public SeedKey(long playerId, String serverSeedHash) {
    this.playerId = playerId;
    this.serverSeedHash = Objects.requireNonNull(serverSeedHash);
  }

  /** The player; affinity key. */
  public long playerId() {
    return playerId;
  }

  /** SHA-256 of the seed's bytes, lower-case hex. */
  public String serverSeedHash() {
    return serverSeedHash;
  }

  @Override
  public int compareTo(SeedKey other) {
    int byPlayer = Long.compare(playerId, other.playerId);
    return byPlayer != 0 ? byPlayer : serverSeedHash.compareTo(other.serverSeedHash);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SeedKey other
        && playerId == other.playerId
        && serverSeedHash.equals(other.serverSeedHash);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(playerId) * 31 + serverSeedHash.hashCode();
  }

  @Override
  public String toString() {
    return playerId + "/" + serverSeedHash;
  }
}
