package com.rollingdrop.grid.model;

/** How a player keeps away from play. Neither can be ended before its time. */
public enum PauseKind {
  /** A short one: days to weeks. */
  COOL_OFF,
  /** A long one: half a year and more, or for ever. */
  SELF_EXCLUSION
}
