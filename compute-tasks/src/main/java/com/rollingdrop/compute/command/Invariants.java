package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds of every decision, whatever the command: looked at again before it is written, in
 * production too. A decision that breaks one is not written.
 */
public final class Invariants {
  private Invariants() {}

  /** What is wrong with a decision, a sentence each; empty when it may be written. */
  public static List<String> violations(State before, Decision decision) {
    List<String> violations = new ArrayList<>();
    decision
        .wallets()
        .forEach((player, wallet) -> wallet(before, player, wallet, decision, violations));
    for (LedgerKey key : decision.entries().keySet()) {
      if (!decision.wallets().containsKey(key.playerId())) {
        violations.add(key + ": an entry without its wallet");
      }
      if (before.entry(key) != null) {
        violations.add(key + ": the entry is there already");
      }
    }
    items(before, decision, violations);
    decision.sold().forEach((key, draws) -> sold(key, draws, decision, violations));
    return violations;
  }

  private static void wallet(
      State before, long player, Wallet after, Decision decision, List<String> violations) {
    Wallet old = before.wallet(player);
    long available = old == null ? 0 : old.availableMinor();
    long held = old == null ? 0 : old.heldMinor();
    long promo = old == null ? 0 : old.promoMinor();
    long sequence = old == null ? 0 : old.sequence();
    byte[] hash = old == null ? new byte[32] : old.ledgerHash();
    for (Map.Entry<LedgerKey, LedgerEntry> each : decision.entries().entrySet()) {
      if (each.getKey().playerId() != player) {
        continue;
      }
      LedgerEntry entry = each.getValue();
      check(entry.sequence() == sequence + 1, player, "the sequence has a gap", violations);
      check(entry.amountMinor() >= 0, player, "the amount is negative", violations);
      check(PromoPart.isSound(entry), player, "promotional money where none may be", violations);
      available = Math.addExact(available, entry.walletDeltaMinor());
      held = Math.addExact(held, entry.heldDeltaMinor());
      promo = Math.addExact(promo, entry.promoDeltaMinor());
      sequence = entry.sequence();
      check(
          entry.balanceAfterMinor() == available
              && entry.heldAfterMinor() == held
              && entry.promoAfterMinor() == promo,
          player,
          "balance before and amount do not give the balance after",
          violations);
      check(
          Arrays.equals(entry.hash(), LedgerChain.hash(hash, each.getKey(), entry)),
          player,
          "the entry is not linked to the one before",
          violations);
      hash = entry.hash();
    }
    check(
        after.availableMinor() >= 0 && after.heldMinor() >= 0 && after.promoMinor() >= 0,
        player,
        "negative",
        violations);
    check(
        after.availableMinor() == available
            && after.heldMinor() == held
            && after.promoMinor() == promo
            && after.sequence() == sequence
            && Arrays.equals(after.ledgerHash(), hash),
        player,
        "the wallet does not follow from its ledger",
        violations);
    if (old != null && old.safeguards() != null) {
      KeptSafeguards.check(player, old.safeguards(), after, decision, violations);
    }
    check(after.version() > (old == null ? 0 : old.version()), player, "version kept", violations);
  }

  private static void items(State before, Decision decision, List<String> violations) {
    Map<UUID, Item> written = new HashMap<>();
    for (Map.Entry<ItemKey, Item> each : decision.items().entrySet()) {
      ItemKey key = each.getKey();
      if (written.put(key.itemId(), each.getValue()) != null) {
        violations.add(key + ": the item has two owners");
      }
      versionGrows(key, before.item(key), each.getValue(), violations);
    }
    for (ItemKey gone : decision.itemsGone()) {
      Item old = before.item(gone);
      Item moved = written.get(gone.itemId());
      if (old == null) {
        violations.add(gone + ": an item moved that was not there");
      }
      if (moved == null || decision.items().containsKey(gone)) {
        violations.add(gone + ": the item moved to nobody");
      } else {
        versionGrows(gone, old, moved, violations);
      }
    }
  }

  private static void sold(
      BoxPlayerKey key, int draws, Decision decision, List<String> violations) {
    long opened = 0;
    for (Map.Entry<LedgerKey, LedgerEntry> each : decision.entries().entrySet()) {
      LedgerEntry entry = each.getValue();
      if (each.getKey().playerId() == key.playerId()
          && entry.kind() == TransactionKind.BOX_OPENING
          && key.boxId().equals(entry.boxId())) {
        opened += entry.itemsIn().size();
      }
    }
    if (draws < 1 || draws != opened) {
      violations.add(key + ": " + draws + " draws are sold and " + opened + " were opened");
    }
  }

  private static void versionGrows(
      ItemKey key, @Nullable Item old, Item written, List<String> violations) {
    if (old != null && old.version() >= written.version()) {
      violations.add(key + ": the item's version does not grow");
    }
  }

  private static void check(boolean holds, long player, String what, List<String> violations) {
    if (!holds) {
      violations.add("player " + player + ": " + what);
    }
  }
}
