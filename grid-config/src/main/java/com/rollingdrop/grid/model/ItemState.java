package com.rollingdrop.grid.model;

/** What an item is doing. */
public enum ItemState {
  /** In the owner's inventory, free to be used. */
  OWNED,
  /** Sold to the house: out of play, kept as a trace with its last owner. */
  REDEEMED;

  /** Whether it is in anybody's inventory. */
  public boolean isInPlay() {
    return this != REDEEMED;
  }
}
