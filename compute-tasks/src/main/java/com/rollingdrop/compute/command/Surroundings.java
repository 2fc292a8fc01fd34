package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.model.Wallet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may use beside the wallet; handed in, so that decisions stay pure.
 *
 * @param nowMs epoch milliseconds
 * @param currency of a wallet that has to be opened
 * @param rules what the operator set
 * @param seeds where seeds come from
 * @param boxes the live version of a box, null when there is no such box
 */
public record Surroundings(
    long nowMs,
    String currency,
    Rules rules,
    SeedVault seeds,
    Function<String, @Nullable TicketTable> boxes) {

  /** The wallet, or a new one with fresh seeds. */
  Wallet walletOrNew(long playerId, @Nullable Wallet wallet) {
    return wallet != null ? wallet : newWallet(playerId);
  }

  /** The wallet of a player who has none. */
  public Wallet newWallet(long playerId) {
    SeedVault.FreshSeed seed = seeds.fresh(playerId);
    return Wallet.open(currency, seed.sealed(), seed.hash(), seeds.defaultClientSeed(), nowMs);
  }
}
