package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Wallet;
import org.jspecify.annotations.Nullable;

/**
 * Something a player asks for. {@link #decide} is pure: the same wallet and surroundings give the
 * same decision, and nothing is changed until the decision is written.
 */
public sealed interface Command permits LedgerCommand, OpenWallet, SetClientSeed, RotateSeed {

  long playerId();

  /** Whether carrying it out twice has the same effect as once, so that it may be sent again. */
  default boolean repeatable() {
    return true;
  }

  /**
   * What happens to the player.
   *
   * @param wallet the player's wallet, null when there is none yet
   */
  Decision decide(@Nullable Wallet wallet, Surroundings at);
}
