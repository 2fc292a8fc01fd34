package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.Map;
import java.util.OptionalLong;

/** Where ledger entries are kept that the grid lets go of. Thread-safe. */
@FunctionalInterface
public interface LedgerArchive {
  /**
   * Asks for entries: each must be there once, the same in everything.
   *
   * @return a digest of what is there, which does not depend on the order, so that digests of
   *     several calls may be added up; empty when an entry is missing or differs
   * @throws RuntimeException when the archive can't be asked now
   */
  OptionalLong digest(Map<LedgerKey, LedgerEntry> entries);
}
