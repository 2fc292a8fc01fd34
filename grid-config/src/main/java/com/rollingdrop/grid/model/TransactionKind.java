package com.rollingdrop.grid.model;

/** What a ledger entry records. */
public enum TransactionKind {
  /** Money added to the wallet from outside. */
  DEPOSIT,
  /** One or more draws of a box, paid from the wallet. */
  BOX_OPENING,
  /** Money set aside to be paid out. */
  WITHDRAWAL_HOLD,
  /** Held money that was paid out. */
  WITHDRAWAL_SETTLEMENT,
  /** Held money that went back to the wallet. */
  WITHDRAWAL_VOID,
  /** An item sold to the house for its value. */
  REDEMPTION,
  /** An item given to another player. */
  TRANSFER_OUT,
  /** An item that another player gave. */
  TRANSFER_IN
}
