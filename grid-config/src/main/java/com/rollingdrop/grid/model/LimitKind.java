package com.rollingdrop.grid.model;

/** What a player's limit is about. All amounts are of a {@link LimitWindow}, minor units. */
public enum LimitKind {
  /** Money added to the wallet from outside. Withdrawals do not make room for more. */
  DEPOSIT,
  /** Money paid for openings and purchases, and given in trades. */
  SPEND,
  /**
   * What was spent less what came back by redemptions, sales and trades, and nothing when more came
   * back. An item counts for nothing until it is money again.
   */
  LOSS
}
