package com.rollingdrop.compute.box;

import java.util.Objects;

/** What publishing a box did. Plain and no record: it travels between nodes. */
public final class Published {
  private final int version;
  private final String oddsHash;
  private final boolean created;

  public Published(int version, String oddsHash, boolean created) {
    this.version = version;
    this.oddsHash = Objects.requireNonNull(oddsHash);
    this.created = created;
  }

  /** The version that is live now. */
  public int version() {
    return version;
  }

  /** SHA-256 of the published odds, lower-case hex. */
  public String oddsHash() {
    return oddsHash;
  }

  /** False when the live version was the same already, and nothing was changed. */
  public boolean created() {
    return created;
  }
}
