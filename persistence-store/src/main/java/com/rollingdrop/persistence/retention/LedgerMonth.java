package com.rollingdrop.persistence.retention;

import java.time.YearMonth;

/**
 * A month of the ledger in Postgres.
 *
 * @param rows in it; -1 where nobody counted, as nothing is to be done
 */
public record LedgerMonth(YearMonth month, Standing standing, long rows) {

  /** What the rule says of it. */
  public enum Standing {
    /** It stays. */
    KEPT,
    /** It need not stay, and nothing of it is in the grid. */
    DUE,
    /** It need not stay, but some of its entries are in the grid. */
    HELD
  }

  /** The partition's name. */
  String table() {
    return "ledger_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }
}
