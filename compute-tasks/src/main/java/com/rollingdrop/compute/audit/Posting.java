package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;

/** A ledger entry with its key. */
public record Posting(LedgerKey key, LedgerEntry entry) {}
