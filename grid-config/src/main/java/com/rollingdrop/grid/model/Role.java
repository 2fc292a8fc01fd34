package com.rollingdrop.grid.model;

/** What a login may do; exactly one each. */
public enum Role {
  /** Plays. */
  PLAYER,
  /** Helps players: sees what is theirs, and changes nothing. */
  SUPPORT,
  /** Publishes boxes, and sees what is anybody's. */
  ADMIN,
  /** Sees what is anybody's, and changes nothing. */
  AUDITOR
}
