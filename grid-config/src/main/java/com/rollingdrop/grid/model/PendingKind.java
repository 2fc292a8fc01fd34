package com.rollingdrop.grid.model;

/** What waits for a second step. */
public enum PendingKind {
  /** Held money that waits to be paid out or to go back. */
  WITHDRAWAL,
  /** An offer to trade that waits for the recipient's answer; nothing is held for it. */
  TRADE
}
