package com.rollingdrop.grid.model;

/** The accounts of the double-entry ledger: each entry debits one and credits another. */
public enum Account {
  /** Cash and promotional money, of the player whose ledger the entry stands in. */
  PLAYER,
  /** What is held of the player's money for pending transactions. */
  ESCROW,
  /** What the house earns and pays; its balance is a sum over the ledger, never a row. */
  HOUSE,
  /** Money that came in from outside. */
  CASH_IN,
  /** Money that went out. */
  CASH_OUT,
  /**
   * Where promotional money comes from; its balance is what was given, less what was taken back.
   */
  PROMO,
  /** Between buyer and seller; what stays here is what the house earned in fees. */
  MARKET,
  /** Between the two sides of a trade; nothing stays here. */
  TRADE,
  /** Where the cash comes from that players bring along from the system they had before. */
  IMPORT
}
