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

/** Takes back an item that was put up for sale. */
public record CancelListing(long playerId, UUID transactionId, UUID itemId)
    implements LedgerCommand {

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("CANCEL_LISTING\n" + itemId);
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
    if (item.state() != ItemState.LISTED) {
      return Refusals.notListed(itemId);
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(TransactionKind.DELISTING, Account.PLAYER, Account.PLAYER, 0)
                .reference(itemId)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> MarketReplies.delisting(this, item, after));
    return new Decision.Builder()
        .booked(booking)
        .item(key, item.inState(ItemState.OWNED))
        .done(booking.entry().reply());
  }
}
