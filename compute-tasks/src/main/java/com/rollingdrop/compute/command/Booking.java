package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.function.Function;

/**
 * One more entry in a player's ledger, and the wallet as it is then. The only way to either.
 *
 * @param key where the entry stands
 * @param wallet after the entry
 */
record Booking(LedgerKey key, LedgerEntry entry, Wallet wallet) {

  /**
   * Books an entry: gives it its place, its balances, its reply and its link in the chain.
   *
   * @param draft accounts, amount, items, and what else the caller knows
   * @param reply makes the reply of the wallet as it will be
   */
  static Booking of(
      LedgerKey key,
      Wallet before,
      LedgerEntry.Builder draft,
      long nowMs,
      Function<Wallet, byte[]> reply) {
    draft.at(before.sequence() + 1, nowMs);
    Wallet moved = before.withEntry(draft.build());
    LedgerEntry complete =
        draft
            .after(moved.availableMinor(), moved.heldMinor())
            .promoAfter(moved.promoMinor())
            .reply(reply.apply(moved))
            .build();
    LedgerEntry entry = draft.hash(LedgerChain.hash(before.ledgerHash(), key, complete)).build();
    return new Booking(key, entry, before.withEntry(entry));
  }
}
