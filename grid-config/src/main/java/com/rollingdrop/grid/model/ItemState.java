package com.rollingdrop.grid.model;

/** What an item is doing. */
public enum ItemState {
  /** In the owner's inventory, free to be used. */
  OWNED,
  /** In the owner's inventory and for sale, so not free for anything else. */
  LISTED,
  /** Sold to the house: out of play, kept as a trace with its last owner. */
  REDEEMED,
  /**
   * Its opening was reversed, or it is gone where it is imported from: out of play, kept as a trace
   * with its last owner.
   */
  REVOKED;

  /** Whether it is in anybody's inventory. */
  public boolean isInPlay() {
    return this == OWNED || this == LISTED;
  }
}
