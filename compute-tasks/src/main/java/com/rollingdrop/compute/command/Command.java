package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import java.util.List;

/**
 * Something a player asks for. {@link #decide} is pure: the same state and surroundings give the
 * same decision, and nothing is changed until the decision is written.
 */
public sealed interface Command
    permits LedgerCommand, OpenWallet, SetClientSeed, RotateSeed, Traced {

  /** Who asks. */
  long playerId();

  /** Everybody whose wallet, items or pending transactions it reads or changes. */
  default List<Long> players() {
    return List.of(playerId());
  }

  /** Boxes that it opens. */
  default List<String> boxes() {
    return List.of();
  }

  /** All openings in it. */
  default List<OpenBox> openings() {
    return List.of();
  }

  /** Ledger entries that it is known to read, so that a batch can fetch them together. */
  default List<LedgerKey> entries() {
    return List.of();
  }

  /** Pending transactions that it is known to read. */
  default List<PendingKey> pending() {
    return List.of();
  }

  /**
   * Items that it is known to read.
   *
   * @param state to look up the entries and pending transactions above, and nothing else
   */
  default List<ItemKey> items(State state) {
    return List.of();
  }

  /** Whether carrying it out twice has the same effect as once, so that it may be sent again. */
  default boolean repeatable() {
    return true;
  }

  /** The command itself, without what came along with it. */
  default Command plain() {
    return this;
  }

  /** What happens to the players. */
  Decision decide(State state, Surroundings at);
}
