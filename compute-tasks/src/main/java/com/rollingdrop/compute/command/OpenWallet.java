package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes sure that the player has a wallet, and tells its fairness state. */
public record OpenWallet(long playerId) implements Command {
  @Override
  public Decision decide(@Nullable Wallet existing, Surroundings at) {
    Wallet wallet = at.walletOrNew(playerId, existing);
    byte[] reply = Replies.fairness(wallet);
    return existing == null ? Decision.seeds(reply, wallet, Map.of()) : Decision.told(reply);
  }
}
