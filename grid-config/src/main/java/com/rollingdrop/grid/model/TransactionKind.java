package com.rollingdrop.grid.model;

/** What a ledger entry records. */
public enum TransactionKind {
  /** Money added to the wallet from outside. */
  DEPOSIT,
  /** One or more draws of a box, paid from the wallet. */
  BOX_OPENING
}
