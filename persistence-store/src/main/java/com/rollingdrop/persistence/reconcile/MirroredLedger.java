package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Row;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The ledger in Postgres, held against entries that are to leave the grid. Thread-safe. */
public final class MirroredLedger {
  private final RowView<LedgerKey, LedgerEntry> view = new RowView<>(MirrorTables.LEDGER);
  private final MirrorStore store;

  public MirroredLedger(MirrorStore store) {
    this.store = store;
  }

  /**
   * Compares entries with their rows, column by column.
   *
   * @return the sum of the rows' hashes, modulo 2^64; empty when a row is missing, is there twice,
   *     can't be read or differs in anything, or when a pending transaction that they ended is open
   * @throws com.rollingdrop.persistence.postgres.MirrorUnavailableException when Postgres can't be
   *     asked now
   */
  public OptionalLong digest(Map<LedgerKey, LedgerEntry> entries) {
    Hash64 hash = new Hash64();
    Map<LedgerKey, Long> wanted = new HashMap<>();
    entries.forEach((key, entry) -> wanted.put(key, view.hash(hash, key, entry)));
    long digest = 0;
    for (Row<LedgerKey, LedgerEntry> row : store.ledger(entries.keySet())) {
      long found = view.hash(hash, row.key(), row.value());
      Long expected = wanted.remove(row.key());
      if (expected == null || expected != found) {
        return OptionalLong.empty();
      }
      digest += found;
    }
    return wanted.isEmpty() && hasEnds(entries) ? OptionalLong.of(digest) : OptionalLong.empty();
  }

  /**
   * Whether no pending transaction that these entries began or ended is still open in Postgres.
   * Nothing that is open in the grid has its entries here; and how it ended, only they can tell.
   */
  private boolean hasEnds(Map<LedgerKey, LedgerEntry> entries) {
    Set<PendingKey> pending = new LinkedHashSet<>();
    entries.forEach(
        (key, entry) -> {
          UUID reference = entry.referenceId();
          Long other = entry.counterpartyId();
          switch (entry.kind()) {
            case WITHDRAWAL_HOLD, TRADE_OFFER ->
                pending.add(new PendingKey(key.playerId(), key.transactionId()));
            case WITHDRAWAL_SETTLEMENT, WITHDRAWAL_VOID, TRADE, TRADE_END -> {
              if (reference != null) {
                pending.add(new PendingKey(key.playerId(), reference));
                if (other != null) {
                  pending.add(new PendingKey(other, reference));
                }
              }
            }
            default -> {}
          }
        });
    return store.pending(List.copyOf(pending)).values().stream().noneMatch(Pending::isOpen);
  }
}
