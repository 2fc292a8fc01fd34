package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Wallet;

/** Makes sure that the player has a wallet, and tells its fairness state. */
public record OpenWallet(long playerId) implements Command {
  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet existing = state.wallet(playerId);
    Wallet wallet = at.walletOrNew(playerId, existing);
    byte[] reply = Replies.fairness(wallet);
    return existing == null
        ? new Decision.Builder().wallet(playerId, wallet).done(reply)
        : Decision.told(reply);
  }
}
