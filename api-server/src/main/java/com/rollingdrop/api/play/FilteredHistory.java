package com.rollingdrop.api.play;

import com.rollingdrop.compute.client.PlayerReads.PastTransaction;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Those entries of a ledger that match a filter. They are picked out of {@link HistoryPages}, so
 * they come from the grid and from Postgres as all others do. How many are looked at for one page
 * has a bound: where few match, a page can be short or empty and still have a next one.
 * Thread-safe.
 */
@Component
final class FilteredHistory {
  /** Read at once. */
  private static final int CHUNK = 200;

  /** Looked at for one page. */
  static final int LOOKED_MAX = 2_000;

  private final HistoryPages pages;

  FilteredHistory(HistoryPages pages) {
    this.pages = pages;
  }

  /**
   * A page.
   *
   * @param nextBefore where the next page begins, 0 when this is the last
   */
  record Found(List<PastTransaction> transactions, long nextBefore) {}

  /**
   * Entries that match, newest first.
   *
   * @param beforeSequence only entries with a lower sequence
   */
  Found page(long playerId, long beforeSequence, int limit, HistoryFilter filter) {
    // One more than asked for tells whether there is a next page.
    int chunk = filter.isOpen() ? limit + 1 : CHUNK;
    List<PastTransaction> found = new ArrayList<>();
    long before = beforeSequence;
    int looked = 0;
    while (looked < LOOKED_MAX) {
      List<PastTransaction> some = pages.page(playerId, before, chunk);
      for (PastTransaction past : some) {
        if (filter.endsAt(past.entry())) {
          return new Found(found, 0);
        }
        if (filter.matches(past.entry())) {
          if (found.size() == limit) {
            return new Found(found, before);
          }
          found.add(past);
        }
        before = past.entry().sequence();
      }
      looked += some.size();
      if (some.size() < chunk) {
        return new Found(found, 0);
      }
    }
    return new Found(found, before);
  }
}
