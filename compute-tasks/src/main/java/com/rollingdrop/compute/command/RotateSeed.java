package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;

/** Reveals the active server seed, for ever, and puts a new one in its place. */
public record RotateSeed(long playerId) implements Command {
  /** A second rotation would reveal the seed that the first one made. */
  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    SeedVault.FreshSeed next = at.seeds().fresh(playerId);
    RevealedSeed revealed =
        new RevealedSeed(
            at.seeds().open(playerId, before.sealedServerSeed()),
            before.clientSeed(),
            before.nonce(),
            at.nowMs());
    Wallet after = before.withSeeds(next.sealed(), next.hash(), before.clientSeed(), 0, at.nowMs());
    return new Decision.Builder()
        .wallet(playerId, after)
        .revealed(new SeedKey(playerId, before.serverSeedHash()), revealed)
        .done(Replies.rotation(before.serverSeedHash(), revealed, after));
  }
}
