package com.rollingdrop.grid.model;

import java.util.Objects;

/** Key of one immutable version of a box. */
public final class BoxVersionKey implements Comparable<BoxVersionKey> {
  private final String boxId;
  private final int version;

  public BoxVersionKey(String boxId, int version) {
    this.boxId = Objects.requireNonNull(boxId);
    this.version = version;
  }

  public String boxId() {
    return boxId;
  }

  /** 1 for the first definition, one more for each that follows. */
  public int version() {
    return version;
  }

  @Override
  public int compareTo(BoxVersionKey other) {
    int byBox = boxId.compareTo(other.boxId);
    return byBox != 0 ? byBox : Integer.compare(version, other.version);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BoxVersionKey other
        && version == other.version
        && boxId.equals(other.boxId);
  }

  @Override
  public int hashCode() {
    return boxId.hashCode() * 31 + version;
  }

  @Override
  public String toString() {
    return boxId + "@" + version;
  }
}
