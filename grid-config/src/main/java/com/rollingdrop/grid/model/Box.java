package com.rollingdrop.grid.model;

import java.util.Objects;

/**
 * The head of a box: which version is live. Small on purpose, for every opening reads it on its own
 * node; the odds stand in the immutable {@link BoxVersion} it points to.
 */
public final class Box {
  private final int version;
  private final String name;
  private final long priceMinor;
  private final String oddsHash;
  private final long updatedAtMs;

  public Box(int version, String name, long priceMinor, String oddsHash, long updatedAtMs) {
    this.version = version;
    this.name = Objects.requireNonNull(name);
    this.priceMinor = priceMinor;
    this.oddsHash = Objects.requireNonNull(oddsHash);
    this.updatedAtMs = updatedAtMs;
  }

  /** The live version. */
  public int version() {
    return version;
  }

  public String name() {
    return name;
  }

  /** Price of one opening, minor units. */
  public long priceMinor() {
    return priceMinor;
  }

  /** SHA-256 of the published odds, lower-case hex. */
  public String oddsHash() {
    return oddsHash;
  }

  /** Epoch milliseconds. */
  public long updatedAtMs() {
    return updatedAtMs;
  }
}
