package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.persistence.events.Topics;
import java.util.List;
import java.util.function.Consumer;

/** Compares the ledger with its events in one place. For one thread. */
final class Events {
  private final Place place;
  private final GridSide grid;
  private final Patience patience;
  private final Consumer<Compared> progress;

  Events(Place place, GridSide grid, Patience patience, Consumer<Compared> progress) {
    this.place = place;
    this.grid = grid;
    this.patience = patience;
    this.progress = progress;
  }

  Tally compare(EventView view, OtherSide<LedgerKey> events) throws Exception {
    Tally tally = new Tally();
    Buckets inGrid = grid.summaries(List.of(view)).get(0);
    Buckets inOther = events.summary();
    Comparison<LedgerKey, LedgerEntry> comparison =
        new Comparison<>(
            view,
            grid,
            events,
            patience,
            found -> {
              for (Suspect<LedgerKey> suspect : found) {
                tally.add(
                    suspect.finding(place, Topics.TRANSACTION_EVENTS, suspect.fault().ofEvent()));
              }
            });
    comparison.run(inGrid, inOther);
    comparison.notListed(place, Topics.TRANSACTION_EVENTS, tally);
    Compared compared =
        comparison.compared(
            place,
            Topics.TRANSACTION_EVENTS,
            inGrid,
            inOther,
            tally.findingCount(),
            events.repeated());
    tally.add(compared);
    progress.accept(compared);
    return tally;
  }
}
