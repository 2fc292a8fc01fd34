package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command may read: whatever belongs to the players it names, as it is now. Everything of a
 * player is guarded by the player's wallet, which is locked.
 */
public interface State {
  /** Null when the player has none yet. */
  @Nullable Wallet wallet(long playerId);

  /** Null when the player does not have it. */
  @Nullable Item item(ItemKey key);

  @Nullable LedgerEntry entry(LedgerKey key);

  /**
   * A player's latest ledger entries, newest first: those since a time, at most so many. It reads
   * them all, so it is for commands that are rare.
   *
   * @param fromMs epoch milliseconds; the first entry that is older ends it
   */
  List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit);

  /** Whether there was such an entry, and the grid holds it no more. */
  boolean isClosed(LedgerKey key);

  /** Null when it is not open. */
  @Nullable Pending pending(PendingKey key);

  /**
   * What of a limited box the player can draw now: at least {@code draws}, or else all that is left
   * of the box anywhere.
   */
  long drawsLeft(BoxPlayerKey key, int draws);

  /** Null before the player's first opening of a box with a guarantee. */
  @Nullable GuaranteeCounter counter(BoxPlayerKey key);
}
