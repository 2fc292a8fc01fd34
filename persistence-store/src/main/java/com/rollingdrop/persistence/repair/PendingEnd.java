package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a pending transaction ended, read from the ledger; the grid itself holds the open ones only.
 * Pure.
 */
public final class PendingEnd {
  /** An entry that a ledger has of it; the time is epoch milliseconds. */
  public record Entry(TransactionKind kind, long createdAtMs) {}

  private PendingEnd() {}

  /**
   * The state in which it ended, or null when no entry tells. Exact: from its expiry on, only the
   * expiry can end it, and before that never does.
   */
  public static @Nullable PendingState of(Pending pending, List<Entry> entries) {
    for (Entry entry : entries) {
      switch (entry.kind()) {
        case WITHDRAWAL_SETTLEMENT, TRADE -> {
          return end(pending, entry, PendingState.SETTLED);
        }
        case WITHDRAWAL_VOID, TRADE_END -> {
          return end(pending, entry, PendingState.VOIDED);
        }
        default -> {}
      }
    }
    return null;
  }

  private static PendingState end(Pending pending, Entry entry, PendingState inTime) {
    return entry.createdAtMs() >= pending.expiresAtMs() ? PendingState.EXPIRED : inTime;
  }

  /** Whether a ledger has the entry with which it began. */
  static boolean hasBegun(List<Entry> entries) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.kind() == TransactionKind.WITHDRAWAL_HOLD
                    || entry.kind() == TransactionKind.TRADE_OFFER);
  }
}
