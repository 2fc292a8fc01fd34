package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a player has at one moment; the ledger up to the wallet's sequence must explain all of it.
 *
 * @param wallet null when there is none
 * @param beyond entries with a higher sequence than the wallet's; there should be none
 * @param itemsInPlay ids of the player's items that are in play
 * @param itemsListed those of them that are for sale
 * @param itemsOutOfPlay how many are not, as redeemed ones
 * @param withdrawals what each open withdrawal holds, minor units, by its transaction
 */
public record Holdings(
    @Nullable Wallet wallet,
    List<Posting> beyond,
    Set<UUID> itemsInPlay,
    Set<UUID> itemsListed,
    long itemsOutOfPlay,
    Map<UUID, Long> withdrawals) {

  /** Up to where the ledger is to be replayed. */
  public long sequence() {
    return wallet == null ? 0 : wallet.sequence();
  }

  long withdrawalsMinor() {
    return withdrawals.values().stream().mapToLong(Long::longValue).sum();
  }
}
