package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.Wallet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One more entry in a player's ledger, and the wallet as it is then. The only way to either.
 *
 * @param key where the entry stands
 * @param wallet after the entry
 * @param objection why the player's safeguards do not let it be, null when they do
 */
record Booking(
    LedgerKey key, LedgerEntry entry, Wallet wallet, Outcome.@Nullable Refused objection) {

  /** Nothing objects. */
  Booking(LedgerKey key, LedgerEntry entry, Wallet wallet) {
    this(key, entry, wallet, null);
  }

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
    return of(key, before, draft, nowMs, nowMs, reply);
  }

  /**
   * Books an entry that undoes an earlier one.
   *
   * @param movedAtMs time of the earlier one
   */
  static Booking of(
      LedgerKey key,
      Wallet before,
      LedgerEntry.Builder draft,
      long nowMs,
      long movedAtMs,
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
    Wallet after = before.withEntry(entry);
    Safeguards safeguards = before.safeguards();
    return safeguards == null
        ? new Booking(key, entry, after)
        : guarded(key, entry, after, safeguards.at(nowMs), movedAtMs);
  }

  private static Booking guarded(
      LedgerKey key, LedgerEntry entry, Wallet after, Safeguards safeguards, long movedAtMs) {
    Safeguards counted = Gate.counted(safeguards, entry, movedAtMs);
    return new Booking(
        key, entry, after.withSafeguards(counted), Gate.objection(safeguards, entry));
  }
}
