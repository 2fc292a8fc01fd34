package com.rollingdrop.grid.model;

/**
 * Where a pending transaction stands. Only open ones are in the grid; the mirror keeps the rest.
 */
public enum PendingState {
  OPEN,
  /** Carried out. */
  SETTLED,
  /** Undone by somebody. */
  VOIDED,
  /** Ended by itself when its time was up. */
  EXPIRED
}
