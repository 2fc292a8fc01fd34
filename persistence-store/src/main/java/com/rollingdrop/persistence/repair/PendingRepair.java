package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.persistence.events.ChangedRow;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pending transactions into Postgres: the open ones as the grid has them; of those that have
 * ended, and so have left the grid, what Postgres or the change stream knows, with the end that the
 * ledger tells ({@link PendingEnd}). What the ledger does not tell is not guessed: such a row stays
 * open, and is counted.
 */
final class PendingRepair {
  private static final Logger LOG = LoggerFactory.getLogger(PendingRepair.class);

  private final MirrorStore store;
  private final GridRows grid;
  private final RepairProgress progress;
  private final RowWriter writer;

  PendingRepair(MirrorStore store, GridRows grid, RepairProgress progress, RowWriter writer) {
    this.store = store;
    this.grid = grid;
    this.progress = progress;
    this.writer = writer;
  }

  void repair(List<ChangedRow> changes) {
    Map<PendingKey, Pending> known = store.pending(keysOf(changes));
    List<ChangedRow> doubtful =
        changes.stream().filter(row -> isLacking(row, known.get((PendingKey) row.key()))).toList();
    Map<PendingKey, Pending> open = grid.get(CacheName.PENDING, keysOf(doubtful));
    List<Row<PendingKey, Pending>> rows = new ArrayList<>();
    int gone = 0;
    for (ChangedRow change : doubtful) {
      PendingKey key = (PendingKey) change.key();
      Pending held = open.get(key);
      Pending value = held != null ? held : afterEnd(key, known.get(key), change.opened());
      if (value == null) {
        gone++;
      } else {
        rows.add(new Row<>(key, value));
      }
    }
    progress.onLooked(CacheName.PENDING, changes.size(), gone);
    writer.write(MirrorTables.PENDING, rows);
  }

  /** Whether a change may be missing in what Postgres has. */
  static boolean isLacking(ChangedRow change, @Nullable Pending known) {
    return known == null
        || (known.isOpen()
            && (change.stamp() == ChangedRow.GONE || known.version() < change.stamp()));
  }

  /**
   * What is to be written of one that the grid does not hold.
   *
   * @param known as Postgres has it, open
   * @param opened as the stream has it
   */
  private @Nullable Pending afterEnd(
      PendingKey key, @Nullable Pending known, @Nullable Pending opened) {
    Pending begun = known != null ? known : opened;
    if (begun == null) {
      return null;
    }
    List<PendingEnd.Entry> entries = grid.entriesOf(key, begun);
    PendingState end = PendingEnd.of(begun, entries);
    if (end != null) {
      return begun.ended(end);
    }
    if (known != null) {
      progress.onUnresolved();
      LOG.warn("pending {} is not in the grid, and no ledger entry tells how it ended", key);
      return null;
    }
    // Without an end it has just ended, which a later change tells, or it was rolled back.
    return PendingEnd.hasBegun(entries) ? begun : null;
  }

  private static List<PendingKey> keysOf(List<ChangedRow> changes) {
    return changes.stream().map(change -> (PendingKey) change.key()).toList();
  }
}
