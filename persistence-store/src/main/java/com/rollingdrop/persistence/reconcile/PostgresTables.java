package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.RowsByKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Compares all tables of the mirror with their caches. For one thread. */
final class PostgresTables {
  private static final Place PLACE = Place.POSTGRES;

  private final GridSide grid;
  private final ClosedLedgers closed;
  private final DataSource dataSource;
  private final Patience patience;
  private final Consumer<Compared> progress;

  PostgresTables(
      GridSide grid,
      ClosedLedgers closed,
      DataSource dataSource,
      Patience patience,
      Consumer<Compared> progress) {
    this.grid = grid;
    this.closed = closed;
    this.dataSource = dataSource;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Compares.
   *
   * @param repair is told of what is not the same; null to leave it so
   */
  Tally compare(@Nullable PostgresRepair repair) throws Exception {
    List<RowView<?, ?>> views = new ArrayList<>();
    MirrorTables.all().forEach(table -> views.add(new RowView<>(table)));
    List<Buckets> inGrid = grid.summaries(views);
    Tally tally = new Tally();
    for (int i = 0; i < views.size(); i++) {
      compare(views.get(i), inGrid.get(i), tally, repair);
    }
    Compared gone = closed.compare(tally);
    tally.add(gone);
    progress.accept(gone);
    return tally;
  }

  private <K, V> void compare(
      RowView<K, V> view, Buckets inGrid, Tally tally, @Nullable PostgresRepair repair)
      throws Exception {
    String table = view.cache().id();
    PostgresSide<K, V> rows = new PostgresSide<>(dataSource, view);
    Buckets inPostgres = rows.summary();
    List<Suspect<K>> unreadable = new ArrayList<>();
    Comparison<K, V> comparison =
        new Comparison<>(
            view,
            grid,
            rows,
            patience,
            found -> {
              nameRefused(view, found);
              for (Suspect<K> suspect : found) {
                tally.add(suspect.finding(PLACE, table, suspect.fault()));
                if (suspect.fault() == Fault.UNREADABLE) {
                  unreadable.add(suspect);
                }
              }
              if (repair != null) {
                repair.mend(view, found);
              }
            });
    long before = tally.findingCount();
    comparison.run(inGrid, inPostgres);
    if (rows.unreadable() > unreadable.size()) {
      tally.add(
          new Finding(
              PLACE,
              table,
              Fault.UNREADABLE,
              "?",
              "%d rows can't be read of which the grid knows nothing"
                  .formatted(rows.unreadable() - unreadable.size())));
    }
    comparison.notListed(PLACE, table, tally);
    Compared compared =
        comparison.compared(PLACE, table, inGrid, inPostgres, tally.findingCount() - before, 0);
    tally.add(compared);
    progress.accept(compared);
  }

  private <K, V> void nameRefused(RowView<K, V> view, List<Suspect<K>> found) throws SQLException {
    Map<String, String> refused;
    try (Connection connection = dataSource.getConnection()) {
      refused =
          new RowsByKey<>(view.table())
              .refused(connection, found.stream().map(Suspect::key).toList());
    }
    for (Suspect<K> suspect : found) {
      String reason = refused.get(RowsByKey.name(suspect.key()));
      if (reason != null) {
        suspect.refused(reason);
      }
    }
  }
}
