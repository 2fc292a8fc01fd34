package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.persistence.events.ChangedRow;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Row;
import com.rollingdrop.persistence.postgres.RowMark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings rows that changed into Postgres where it lacks them. Asks Postgres first, by key and
 * version; so the grid is asked only for what is missing, as a rule for nothing. Safe to repeat.
 *
 * <p>A ledger entry that Postgres lacks speaks for the rest of its transaction ({@link Related}).
 * It is written after that rest: then a repetition after a failure still finds it missing.
 */
final class MirrorRepair {
  /** Most rows in one question and one write; a ledger entry is about a kilobyte. */
  private static final int PART_MAX = 1_000;

  private final MirrorStore store;
  private final GridRows grid;
  private final RepairProgress progress;
  private final RowWriter writer;
  private final PendingRepair pending;

  MirrorRepair(MirrorStore store, GridRows grid, RepairProgress progress, int attemptsMax) {
    this.store = store;
    this.grid = grid;
    this.progress = progress;
    this.writer = new RowWriter(store, progress, attemptsMax);
    this.pending = new PendingRepair(store, grid, progress, writer);
  }

  /**
   * Looks at all of these rows, by cache and key, and writes those that Postgres lacks.
   *
   * @throws com.rollingdrop.persistence.postgres.MirrorUnavailableException when Postgres is away
   * @throws org.apache.ignite.client.ClientException when the grid is away
   */
  void repair(Map<CacheName, Map<Object, ChangedRow>> rows) {
    Map<Object, ChangedRow> entries = rows.getOrDefault(CacheName.LEDGER, Map.of());
    writer.inParts(
        CacheName.LEDGER, marksOf(entries.values()), PART_MAX, RowMark::key, this::repairLedger);
    repairOthers(rows);
  }

  private void repairLedger(List<RowMark<LedgerKey>> marks) {
    List<Row<LedgerKey, LedgerEntry>> lacking = lacking(MirrorTables.LEDGER, marks);
    Map<CacheName, Map<Object, ChangedRow>> related = new EnumMap<>(CacheName.class);
    for (Row<LedgerKey, LedgerEntry> entry : lacking) {
      for (ChangedRow row : Related.to(entry.key(), entry.value())) {
        related.computeIfAbsent(row.cache(), c -> new LinkedHashMap<>()).put(row.key(), row);
      }
    }
    repairOthers(related);
    writer.write(MirrorTables.LEDGER, lacking);
  }

  private void repairOthers(Map<CacheName, Map<Object, ChangedRow>> rows) {
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      Collection<ChangedRow> changes = rows.getOrDefault(table.cache(), Map.of()).values();
      switch (table.cache()) {
        case LEDGER -> {}
        case PENDING ->
            writer.inParts(
                table.cache(), List.copyOf(changes), PART_MAX, ChangedRow::key, pending::repair);
        default -> repairTable(table, changes);
      }
    }
  }

  private <K, V> void repairTable(MirrorTable<K, V> table, Collection<ChangedRow> changes) {
    writer.inParts(
        table.cache(),
        MirrorRepair.<K>marksOf(changes),
        PART_MAX,
        RowMark::key,
        marks -> writer.write(table, lacking(table, marks)));
  }

  private <K, V> List<Row<K, V>> lacking(MirrorTable<K, V> table, List<RowMark<K>> marks) {
    List<RowMark<K>> lacking = store.lacking(table, marks);
    Map<K, V> values = grid.get(table.cache(), lacking.stream().map(RowMark::key).toList());
    List<Row<K, V>> rows = new ArrayList<>(values.size());
    values.forEach((key, value) -> rows.add(new Row<>(key, value)));
    progress.onLooked(table.cache(), marks.size(), lacking.size() - rows.size());
    return rows;
  }

  // A row's key is of the type that its cache has.
  @SuppressWarnings("unchecked")
  private static <K> List<RowMark<K>> marksOf(Collection<ChangedRow> changes) {
    return changes.stream().map(row -> new RowMark<>((K) row.key(), row.stamp())).toList();
  }
}
