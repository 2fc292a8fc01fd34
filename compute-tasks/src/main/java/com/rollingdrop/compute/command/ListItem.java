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

/**
 * Puts an item up for sale, where it stays until it is bought or {@link CancelListing} takes it
 * back. It can be used for nothing else meanwhile.
 *
 * @param priceMinor what the buyer pays, 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
 */
public record ListItem(long playerId, UUID transactionId, UUID itemId, long priceMinor)
    implements LedgerCommand {

  public ListItem {
    Amounts.checkPositive(priceMinor);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("LIST_ITEM\n" + itemId + "\n" + priceMinor);
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
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(TransactionKind.LISTING, Account.PLAYER, Account.PLAYER, 0)
                .reference(itemId)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> MarketReplies.listing(this, item, after));
    return new Decision.Builder()
        .booked(booking)
        .item(key, item.listed(priceMinor))
        .done(booking.entry().reply());
  }
}
