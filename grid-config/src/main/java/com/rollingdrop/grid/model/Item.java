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
  private final long askMinor;
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
      long askMinor,
      UUID sourceTransactionId,
      long acquiredSequence,
      long acquiredAtMs,
      long version) {
    this.definitionId = Objects.requireNonNull(definitionId);
    this.name = Objects.requireNonNull(name);
    this.rarity = Objects.requireNonNull(rarity);
    this.valueMinor = valueMinor;
    this.state = state.name();
    this.askMinor = askMinor;
    this.sourceTransactionId = Objects.requireNonNull(sourceTransactionId);
    this.acquiredSequence = acquiredSequence;
    this.acquiredAtMs = acquiredAtMs;
    this.version = version;
  }

  /** The same item, doing something else; not for sale. */
  public Item inState(ItemState newState) {
    return with(newState, 0, acquiredSequence, acquiredAtMs);
  }

  /** The same item, for sale. */
  public Item listed(long newAskMinor) {
    return with(ItemState.LISTED, newAskMinor, acquiredSequence, acquiredAtMs);
  }

  /**
   * The same item with its next owner.
   *
   * @param sequence of the new owner's ledger entry
   */
  public Item acquired(long sequence, long nowMs) {
    return with(ItemState.OWNED, 0, sequence, nowMs);
  }

  private Item with(ItemState newState, long newAskMinor, long sequence, long atMs) {
    return new Item(
        definitionId,
        name,
        rarity,
        valueMinor,
        newState,
        newAskMinor,
        sourceTransactionId,
        sequence,
        atMs,
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

  /** What the owner wants for it, minor units; 0 when it is not for sale. */
  public long askMinor() {
    return askMinor;
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
