package com.rollingdrop.persistence.replay;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import org.apache.ignite.lang.IgniteBiPredicate;

/** Finds the ledger entries of a time, beside the data. */
final class Window implements IgniteBiPredicate<LedgerKey, LedgerEntry> {
  private static final long serialVersionUID = 1L;

  private final long fromMs;
  private final long toMs;

  /** From a time, included, to a time, excluded: epoch milliseconds. */
  Window(long fromMs, long toMs) {
    this.fromMs = fromMs;
    this.toMs = toMs;
  }

  @Override
  public boolean apply(LedgerKey key, LedgerEntry entry) {
    return entry.createdAtMs() >= fromMs && entry.createdAtMs() < toMs;
  }
}
