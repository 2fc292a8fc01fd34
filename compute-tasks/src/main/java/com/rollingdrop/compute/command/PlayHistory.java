package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PlayTotals;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * What a player's totals would be if they had been kept all the time. Read from the ledger when the
 * first limit is set, so that it holds against what the current windows hold already.
 */
final class PlayHistory {
  /**
   * Most ledger entries that are read; it is done under the wallet's lock. One opening every two
   * minutes, day and night, makes as many in a month.
   */
  static final int ENTRIES_MAX = 20_000;

  /** Clocks of nodes differ, so entries can be a little out of order. */
  private static final long CLOCKS_MS = 3_600_000;

  private static final long LONG_AGO_MS = 0;

  private PlayHistory() {}

  static PlayTotals totals(State state, long playerId, ZoneId zone, long nowMs) {
    long fromMs = nowMs;
    for (LimitWindow window : LimitWindow.values()) {
      fromMs = Math.min(fromMs, window.startMs(nowMs, zone));
    }
    fromMs -= CLOCKS_MS;
    List<LedgerEntry> entries = new ArrayList<>(state.latestEntries(playerId, fromMs, ENTRIES_MAX));
    Collections.reverse(entries);
    // What was left out cannot come off again either.
    long countedFromMs = entries.size() < ENTRIES_MAX ? fromMs : entries.get(0).createdAtMs();
    PlayTotals totals = PlayTotals.empty(zone, countedFromMs, countedFromMs);
    for (LedgerEntry entry : entries) {
      totals =
          Movement.of(entry)
              .countedIn(totals, entry.createdAtMs(), movedAtMs(state, playerId, entry));
    }
    return totals.at(nowMs);
  }

  private static long movedAtMs(State state, long playerId, LedgerEntry entry) {
    UUID target = entry.referenceId();
    if (target == null || !Movement.of(entry).undone()) {
      return entry.createdAtMs();
    }
    LedgerEntry undone = state.entry(new LedgerKey(playerId, target));
    // What is closed is older than any window.
    return undone == null ? LONG_AGO_MS : undone.createdAtMs();
  }
}
