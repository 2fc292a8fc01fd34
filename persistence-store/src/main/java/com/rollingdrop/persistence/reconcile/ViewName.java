package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import java.io.Serializable;

/** Names a view on the way between nodes of the same release. Immutable. */
final class ViewName implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CacheName table;
  private final boolean events;
  private final long sinceMs;
  private final long untilMs;

  private ViewName(CacheName table, boolean events, long sinceMs, long untilMs) {
    this.table = table;
    this.events = events;
    this.sinceMs = sinceMs;
    this.untilMs = untilMs;
  }

  static ViewName of(View<?, ?> view) {
    return view instanceof EventView window
        ? new ViewName(view.cache(), true, window.sinceMs(), window.untilMs())
        : new ViewName(view.cache(), false, 0, 0);
  }

  View<?, ?> view() {
    if (events) {
      return new EventView(sinceMs, untilMs);
    }
    for (MirrorTable<?, ?> candidate : MirrorTables.all()) {
      if (candidate.cache() == table) {
        return new RowView<>(candidate);
      }
    }
    throw new IllegalArgumentException("no table for " + table);
  }
}
