package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the grid holds in the end against what the {@link Model} ends with. */
final class ModelComparison {
  private final Books books;
  private final Model model;
  private final Problems problems;

  ModelComparison(Books books, Model model) {
    this.books = books;
    this.model = model;
    this.problems = model.problems();
  }

  void compare() {
    compareWallets();
    compareMoney();
    compareItems();
    comparePending();
  }

  private void compareWallets() {
    Set<Long> players = new HashSet<>(model.purses.keySet());
    players.addAll(books.wallets().keySet());
    for (long player : players) {
      Wallet wallet = books.wallets().get(player);
      Model.Purse purse = model.purses.getOrDefault(player, new Model.Purse());
      String who = "player " + player;
      if (wallet == null) {
        problems.add(who, "has a ledger and no wallet");
        continue;
      }
      problems.unless(
          wallet.availableMinor() == purse.availableMinor
              && wallet.heldMinor() == purse.heldMinor
              && wallet.sequence() == purse.sequence,
          who,
          "the wallet has "
              + List.of(wallet.availableMinor(), wallet.heldMinor(), wallet.sequence())
              + ", the ledger ends with "
              + List.of(purse.availableMinor, purse.heldMinor, purse.sequence));
      problems.unless(
          wallet.promoMinor() == purse.promoMinor,
          who,
          "the wallet has "
              + wallet.promoMinor()
              + " of promotional money, the ledger ends with "
              + purse.promoMinor);
      problems.unless(
          Arrays.equals(wallet.ledgerHash(), purse.hash), who, "wallet and ledger end unlike");
    }
  }

  private void compareMoney() {
    long inWalletsMinor = 0;
    for (Wallet wallet : books.wallets().values()) {
      inWalletsMinor += wallet.availableMinor() + wallet.heldMinor() + wallet.promoMinor();
    }
    long elsewhereMinor = 0;
    for (Map.Entry<Account, Long> total : model.totals.entrySet()) {
      boolean inWallets = total.getKey() == Account.PLAYER || total.getKey() == Account.ESCROW;
      elsewhereMinor += inWallets ? 0 : total.getValue();
    }
    problems.unless(
        inWalletsMinor + elsewhereMinor == 0,
        "money",
        "the wallets hold " + inWalletsMinor + ", all others " + elsewhereMinor);
    long betweenTradersMinor = model.totals.getOrDefault(Account.TRADE, 0L);
    problems.unless(betweenTradersMinor == 0, "money", "trades have kept " + betweenTradersMinor);
  }

  private void compareItems() {
    Set<UUID> seen = new HashSet<>();
    for (Map.Entry<ItemKey, Item> each : books.items().entrySet()) {
      ItemKey key = each.getKey();
      Item item = each.getValue();
      Model.Thing thing = model.things.get(key.itemId());
      problems.unless(seen.add(key.itemId()), "item " + key.itemId(), "has two owners");
      if (thing == null) {
        problems.add("item " + key, "came from no opening");
        continue;
      }
      problems.unless(
          thing.owner == key.playerId(),
          "item " + key,
          "belongs to " + thing.owner + " by the ledgers");
      problems.unless(
          item.state() == thing.state
              && item.askMinor() == thing.askMinor
              && item.definitionId().equals(thing.definitionId)
              && item.valueMinor() == thing.valueMinor
              && item.acquiredSequence() == thing.acquiredSequence,
          "item " + key,
          "is another than by the ledgers: " + item.state() + " " + item.definitionId());
    }
    model.things.forEach(
        (id, thing) -> problems.unless(seen.contains(id), "item " + id, "is nowhere"));
  }

  private void comparePending() {
    books
        .pending()
        .forEach(
            (key, pending) ->
                problems.unless(
                    pending.kind() == PendingKind.TRADE
                        ? isSame(pending, model.offers.get(key))
                        : isSame(pending, model.holds.get(key)),
                    "pending " + key,
                    "does not follow from the ledger"));
    Set<PendingKey> open = new HashSet<>(model.holds.keySet());
    open.addAll(model.offers.keySet());
    for (PendingKey key : open) {
      problems.unless(books.pending().containsKey(key), "pending " + key, "is open and not there");
    }
  }

  private static boolean isSame(Pending pending, Model.@Nullable Hold hold) {
    return hold != null
        && hold.amountMinor() == pending.amountMinor()
        && hold.expiresAtMs() == pending.expiresAtMs();
  }

  private static boolean isSame(Pending pending, Model.@Nullable Offer offer) {
    return offer != null
        && Objects.equals(pending.recipientId(), offer.recipientId())
        && pending.offeredItems().equals(offer.offeredItems())
        && pending.askedItems().equals(offer.askedItems())
        && pending.offeredMinor() == offer.offeredMinor()
        && pending.askedMinor() == offer.askedMinor()
        && pending.expiresAtMs() == offer.expiresAtMs();
  }
}
