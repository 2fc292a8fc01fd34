package com.rollingdrop.api.play;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.client.PlayerReads.PastTransaction;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.persistence.history.HistoryUnavailableException;
import com.rollingdrop.persistence.history.OlderEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A player's ledger without a seam: the grid has its newer end, Postgres all of it. A ledger has no
 * gaps, so its sequences tell when the grid has come to the end of what it holds, and where to go
 * on; nobody has to know when that was moved last. Thread-safe.
 */
@Component
final class HistoryPages {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryPages.class);

  /** An entry that is just coming or going can leave a gap for a moment. */
  private static final int LOOKS_MAX = 3;

  private final PlayerReads reads;
  private final OlderEntries older;

  HistoryPages(PlayerReads reads, OlderEntries older) {
    this.reads = reads;
    this.older = older;
  }

  /**
   * Entries, newest first.
   *
   * @param beforeSequence only entries with a lower sequence
   * @throws ProblemException HISTORY_UNAVAILABLE when only Postgres has them and is away
   */
  List<PastTransaction> page(long playerId, long beforeSequence, int limit) {
    GridPage inGrid = inGrid(playerId, beforeSequence, limit);
    long next = inGrid.next();
    if (inGrid.entries().isEmpty()) {
      // The wallet before the entries: what it tells of and the grid does not have, has left it.
      Wallet wallet = reads.wallet(playerId);
      inGrid = inGrid(playerId, beforeSequence, limit);
      long last = wallet == null ? 0 : Math.min(beforeSequence - 1, wallet.sequence());
      next = inGrid.entries().isEmpty() ? last : inGrid.next();
    }
    List<PastTransaction> page = new ArrayList<>(inGrid.entries());
    if (page.size() < limit && next >= 1) {
      appendOlder(playerId, next, limit, page);
      long expected = next - (page.size() - inGrid.entries().size());
      if (page.size() < limit && expected >= 1 && inGrid.hasGap()) {
        throw unavailable(playerId, expected, "it is neither in the grid nor in Postgres");
      }
    }
    return page;
  }

  /**
   * What the grid has of a page.
   *
   * @param entries up to the first gap
   * @param hasGap whether there was one, each time it was looked at
   */
  private record GridPage(List<PastTransaction> entries, boolean hasGap) {
    long next() {
      return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).entry().sequence() - 1;
    }
  }

  private GridPage inGrid(long playerId, long beforeSequence, int limit) {
    GridPage page = new GridPage(List.of(), false);
    for (int look = 1; look <= LOOKS_MAX; look++) {
      List<PastTransaction> found = reads.history(playerId, beforeSequence, limit);
      List<PastTransaction> dense = dense(beforeSequence, found);
      page = new GridPage(dense, dense.size() < found.size());
      if (!page.hasGap()) {
        break;
      }
    }
    return page;
  }

  private static List<PastTransaction> dense(long beforeSequence, List<PastTransaction> found) {
    List<PastTransaction> dense = new ArrayList<>(found.size());
    long next = beforeSequence - 1;
    for (PastTransaction past : found) {
      long sequence = past.entry().sequence();
      boolean first = dense.isEmpty() && beforeSequence == Long.MAX_VALUE;
      if (!first && sequence != next) {
        break;
      }
      dense.add(past);
      next = sequence - 1;
    }
    return dense;
  }

  /** Appends what Postgres has, as far as it has no gap either: months may have left it. */
  private void appendOlder(long playerId, long first, int limit, List<PastTransaction> page) {
    long next = first;
    try {
      for (Map.Entry<LedgerKey, LedgerEntry> row :
          older.page(playerId, first + 1, limit - page.size())) {
        if (row.getValue().sequence() != next) {
          LOG.warn("player {}: Postgres does not have entry {}", playerId, next);
          return;
        }
        page.add(new PastTransaction(row.getKey().transactionId(), row.getValue()));
        next--;
      }
    } catch (HistoryUnavailableException e) {
      throw unavailable(playerId, first, e.toString());
    }
  }

  private static ProblemException unavailable(long playerId, long sequence, String why) {
    LOG.warn("player {}: entry {} can't be read: {}", playerId, sequence, why);
    return new ProblemException(
        ErrorCode.HISTORY_UNAVAILABLE,
        "Entries this old cannot be read now; newer ones can. Ask again in a moment.");
  }
}
