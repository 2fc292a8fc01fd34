package com.rollingdrop.grid.model;

import java.util.Objects;
import java.util.UUID;

/** An item that a player owns. */
public final class Item {
  private final String definitionId;
  private final String name;
  private final String rarity;
  private final long valueMinor;
  // Held by name and not as an enum, so that SQL on the grid shows a word.
  private final String state;
  private final UUID sourceTransactionId;
  private final long acquiredSequence;
  private final long acquiredAtMs;
  private final long version;

  public Item(
      String definitionId,
      String name,
      String rarity,
      long valueMinor,
      ItemState state,
      UUID sourceTransactionId,
      long acquiredSequence,
      long acquiredAtMs,
      long version) {
    this.definitionId = Objects.requireNonNull(definitionId);
    this.name = Objects.requireNonNull(name);
    this.rarity = Objects.requireNonNull(rarity);
    this.valueMinor = valueMinor;
    this.state = state.name();
    this.sourceTransactionId = Objects.requireNonNull(sourceTransactionId);
    this.acquiredSequence = acquiredSequence;
    this.acquiredAtMs = acquiredAtMs;
    this.version = version;
  }

  /** The same item, doing something else. */
  public Item inState(ItemState newState) {
    return new Item(
        definitionId,
        name,
        rarity,
        valueMinor,
        newState,
        sourceTransactionId,
        acquiredSequence,
        acquiredAtMs,
        version + 1);
  }

  /**
   * The same item with its next owner.
   *
   * @param sequence of the new owner's ledger entry
   */
  public Item acquired(long sequence, long nowMs) {
    return new Item(
        definitionId,
        name,
        rarity,
        valueMinor,
        ItemState.OWNED,
        sourceTransactionId,
        sequence,
        nowMs,
        version + 1);
  }

  public String definitionId() {
    return definitionId;
  }

  public String name() {
    return name;
  }

  public String rarity() {
    return rarity;
  }

  /** Minor units. */
  public long valueMinor() {
    return valueMinor;
  }

  public ItemState state() {
    return ItemState.valueOf(state);
  }

  /** The transaction in which the item came to be. */
  public UUID sourceTransactionId() {
    return sourceTransactionId;
  }

  /** Sequence of the owner's ledger entry with which the owner got it. */
  public long acquiredSequence() {
    return acquiredSequence;
  }

  /** Epoch milliseconds. */
  public long acquiredAtMs() {
    return acquiredAtMs;
  }

  /** Grows by one with each change, 1 at first; guards the mirror against older writes. */
  public long version() {
    return version;
  }
}
