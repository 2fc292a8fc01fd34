package com.rollingdrop.persistence.reconcile;

/**
 * What can be wrong with a row in another place than the grid. {@code
 * docs/runbooks/reconcile-finding.md} says what to do.
 */
public enum Fault {
  /** The grid has it, and the other place does not. */
  MISSING,
  /** The other place has an earlier version, and the later one does not come. */
  OLDER,
  /** The same version, and other content. */
  DIFFERENT,
  /** The other place has what the grid has not. */
  EXTRA,
  /** The other place has a later version than the grid. */
  AHEAD,
  /** Missing or older, and Postgres has refused it: it stands in {@code mirror_rejects}. */
  REJECTED,
  /** It is there and does not come back as what it was. */
  UNREADABLE,
  /** One row of the grid is there more than once, and a reader counts both. */
  DUPLICATE,
  /** A ledger entry that no event tells of. */
  MISSING_EVENT,
  /** An event of which the ledger knows nothing. */
  UNKNOWN_EVENT,
  /** An event with other figures than its ledger entry has. */
  DIFFERENT_EVENT,
  /** What ClickHouse keeps added up is not what its events add up to. */
  DIFFERENT_ROLLUP,
  /** Too much differs to list it: so many buckets were left out. */
  NOT_LISTED;

  /** What it is called where the rows are events. */
  Fault ofEvent() {
    return switch (this) {
      case MISSING, OLDER -> MISSING_EVENT;
      case EXTRA -> UNKNOWN_EVENT;
      case DIFFERENT, AHEAD -> DIFFERENT_EVENT;
      default -> this;
    };
  }
}
