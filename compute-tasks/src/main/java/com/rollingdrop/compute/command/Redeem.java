package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;

/** Sells an item to the house for its value. */
public record Redeem(long playerId, UUID transactionId, UUID itemId) implements LedgerCommand {
  @Override
  public byte[] fingerprint() {
    return Digests.sha256("REDEEM\n" + itemId);
  }

  @Override
  public List<ItemKey> items(State state) {
    return List.of(new ItemKey(playerId, itemId));
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    ItemKey key = new ItemKey(playerId, itemId);
    Item item = state.item(key);
    Wallet before = state.wallet(playerId);
    if (item == null || before == null) {
      return Refusals.itemNotFound(itemId);
    }
    if (item.state() != ItemState.OWNED) {
      return Refusals.itemNotFree(itemId, item);
    }
    if (before.availableMinor() + item.valueMinor() > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(
                    TransactionKind.REDEMPTION, Account.HOUSE, Account.PLAYER, item.valueMinor())
                .itemsOut(List.of(itemId))
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> Replies.redemption(this, item, after));
    return new Decision.Builder()
        .booked(booking)
        .item(key, item.inState(ItemState.REDEEMED))
        .done(booking.entry().reply());
  }
}
