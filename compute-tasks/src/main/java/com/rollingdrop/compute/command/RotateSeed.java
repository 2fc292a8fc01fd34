package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reveals the active server seed, for ever, and puts a new one in its place. */
public record RotateSeed(long playerId) implements Command {
  /** A second rotation would reveal the seed that the first one made. */
  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public Decision decide(@Nullable Wallet existing, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, existing);
    SeedVault.FreshSeed next = at.seeds().fresh(playerId);
    RevealedSeed revealed =
        new RevealedSeed(
            at.seeds().open(playerId, before.sealedServerSeed()),
            before.clientSeed(),
            before.nonce(),
            at.nowMs());
    Wallet after = before.withSeeds(next.sealed(), next.hash(), before.clientSeed(), 0, at.nowMs());
    return Decision.seeds(
        Replies.rotation(before.serverSeedHash(), revealed, after),
        after,
        Map.of(new SeedKey(playerId, before.serverSeedHash()), revealed));
  }
}
