package com.rollingdrop.grid.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transaction that waits for its second step, and what happens when nobody takes it. */
public final class Pending {
  // Held by name and not as enums, so that SQL on the grid shows words.
  private final String kind;
  private final String state;
  private final long amountMinor;
  private final boolean settlesAtExpiry;
  private final @Nullable Long recipientId;
  private final UUID[] offeredItems;
  private final UUID[] askedItems;
  private final long offeredMinor;
  private final long askedMinor;
  private final long createdAtMs;
  private final long expiresAtMs;
  private final long version;

  public Pending(
      PendingKind kind,
      PendingState state,
      long amountMinor,
      boolean settlesAtExpiry,
      @Nullable Long recipientId,
      List<UUID> offeredItems,
      List<UUID> askedItems,
      long offeredMinor,
      long askedMinor,
      long createdAtMs,
      long expiresAtMs,
      long version) {
    this.kind = kind.name();
    this.state = state.name();
    this.amountMinor = amountMinor;
    this.settlesAtExpiry = settlesAtExpiry;
    this.recipientId = recipientId;
    this.offeredItems = offeredItems.toArray(UUID[]::new);
    this.askedItems = askedItems.toArray(UUID[]::new);
    this.offeredMinor = offeredMinor;
    this.askedMinor = askedMinor;
    this.createdAtMs = createdAtMs;
    this.expiresAtMs = expiresAtMs;
    this.version = version;
  }

  /** A withdrawal that was begun, version 1. */
  public static Pending withdrawal(
      long amountMinor, boolean settlesAtExpiry, long createdAtMs, long expiresAtMs) {
    return new Pending(
        PendingKind.WITHDRAWAL,
        PendingState.OPEN,
        amountMinor,
        settlesAtExpiry,
        null,
        List.of(),
        List.of(),
        0,
        0,
        createdAtMs,
        expiresAtMs,
        1);
  }

  /** An offer to trade, version 1. Nothing is held for it. */
  public static Pending trade(
      long recipientId,
      List<UUID> offeredItems,
      List<UUID> askedItems,
      long offeredMinor,
      long askedMinor,
      long createdAtMs,
      long expiresAtMs) {
    return new Pending(
        PendingKind.TRADE,
        PendingState.OPEN,
        0,
        false,
        recipientId,
        offeredItems,
        askedItems,
        offeredMinor,
        askedMinor,
        createdAtMs,
        expiresAtMs,
        1);
  }

  /** The same, ended. */
  public Pending ended(PendingState end) {
    return new Pending(
        kind(),
        end,
        amountMinor,
        settlesAtExpiry,
        recipientId,
        offeredItems(),
        askedItems(),
        offeredMinor,
        askedMinor,
        createdAtMs,
        expiresAtMs,
        version + 1);
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

  /** Who may accept a trade; null for a withdrawal. */
  public @Nullable Long recipientId() {
    return recipientId;
  }

  /** Items that go to the recipient of a trade. */
  public List<UUID> offeredItems() {
    return List.of(offeredItems);
  }

  /** Items that the recipient of a trade gives. */
  public List<UUID> askedItems() {
    return List.of(askedItems);
  }

  /** Money that goes to the recipient of a trade, minor units. */
  public long offeredMinor() {
    return offeredMinor;
  }

  /** Money that the recipient of a trade gives, minor units. */
  public long askedMinor() {
    return askedMinor;
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
