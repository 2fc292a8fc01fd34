package com.rollingdrop.grid.model;

/** A transaction that waits for its second step, and what happens when nobody takes it. */
public final class Pending {
  // Held by name and not as enums, so that SQL on the grid shows words.
  private final String kind;
  private final String state;
  private final long amountMinor;
  private final boolean settlesAtExpiry;
  private final long createdAtMs;
  private final long expiresAtMs;
  private final long version;

  public Pending(
      PendingKind kind,
      PendingState state,
      long amountMinor,
      boolean settlesAtExpiry,
      long createdAtMs,
      long expiresAtMs,
      long version) {
    this.kind = kind.name();
    this.state = state.name();
    this.amountMinor = amountMinor;
    this.settlesAtExpiry = settlesAtExpiry;
    this.createdAtMs = createdAtMs;
    this.expiresAtMs = expiresAtMs;
    this.version = version;
  }

  /** The same, ended. */
  public Pending ended(PendingState end) {
    return new Pending(
        kind(), end, amountMinor, settlesAtExpiry, createdAtMs, expiresAtMs, version + 1);
  }

  public PendingKind kind() {
    return PendingKind.valueOf(kind);
  }

  public PendingState state() {
    return PendingState.valueOf(state);
  }

  public boolean isOpen() {
    return state() == PendingState.OPEN;
  }

  /** What is held for it, minor units. */
  public long amountMinor() {
    return amountMinor;
  }

  /** Whether it is carried out when its time is up; else it is undone. */
  public boolean settlesAtExpiry() {
    return settlesAtExpiry;
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** Epoch milliseconds; from then on only its expiry can end it. */
  public long expiresAtMs() {
    return expiresAtMs;
  }

  /** Grows by one with each change, 1 at first; guards the mirror against older writes. */
  public long version() {
    return version;
  }
}
