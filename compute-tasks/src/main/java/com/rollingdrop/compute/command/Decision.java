package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command decided: the entries to write and the outcome to tell.
 *
 * @param wallet the player's new wallet, null when it stays as it is
 * @param items items to write
 * @param entry the ledger entry, null where the command moves no money
 * @param revealed server seeds that became public
 */
public record Decision(
    Outcome outcome,
    @Nullable Wallet wallet,
    Map<ItemKey, Item> items,
    @Nullable LedgerEntry entry,
    Map<SeedKey, RevealedSeed> revealed) {

  static Decision refused(Refusal refusal, String detail) {
    return new Decision(new Outcome.Refused(refusal, detail), null, Map.of(), null, Map.of());
  }

  /** Nothing to write, only to tell. */
  static Decision told(byte[] reply) {
    return new Decision(new Outcome.Done(reply, false), null, Map.of(), null, Map.of());
  }

  static Decision seeds(byte[] reply, Wallet wallet, Map<SeedKey, RevealedSeed> revealed) {
    return new Decision(new Outcome.Done(reply, false), wallet, Map.of(), null, revealed);
  }

  /** A ledger command took effect; the entry carries the reply. */
  static Decision entered(Wallet wallet, Map<ItemKey, Item> items, LedgerEntry entry) {
    return new Decision(new Outcome.Done(entry.reply(), false), wallet, items, entry, Map.of());
  }
}
