package com.rollingdrop.compute.box;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What publishing a box did. Plain and no record: it travels between nodes. */
public final class Published {
  private final int version;
  private final String oddsHash;
  private final boolean created;
  private final @Nullable String stockConflict;

  public Published(int version, String oddsHash, boolean created) {
    this(version, oddsHash, created, null);
  }

  private Published(int version, String oddsHash, boolean created, @Nullable String stockConflict) {
    this.version = version;
    this.oddsHash = Objects.requireNonNull(oddsHash);
    this.created = created;
    this.stockConflict = stockConflict;
  }

  /**
   * Nothing was changed.
   *
   * @param stockConflict why the box cannot have the stock that was asked for
   */
  public static Published refused(String stockConflict) {
    return new Published(0, "", false, stockConflict);
  }

  /** Why nothing was published, null when it was. */
  public @Nullable String stockConflict() {
    return stockConflict;
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
