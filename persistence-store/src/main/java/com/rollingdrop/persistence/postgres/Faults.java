package com.rollingdrop.persistence.postgres;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a row that Postgres will never take from a Postgres that takes nothing just now. */
final class Faults {
  /** SQLState of "no partition of relation found for row", among others. */
  static final String CHECK_VIOLATION = "23514";

  /** SQLState for a value that we refuse ourselves. */
  static final String BAD_VALUE = "22000";

  // Data exceptions, integrity violations, and limits such as a key too long for its index.
  private static final Set<String> DATA_CLASSES = Set.of("22", "23", "54");

  private Faults() {}

  /** Whether the fault lies in the row, so that trying again is of no use. */
  static boolean inTheRow(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state != null && state.length() == 5 && DATA_CLASSES.contains(state.substring(0, 2));
  }
}
