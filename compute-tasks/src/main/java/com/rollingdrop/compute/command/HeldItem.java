package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as its owner has it.
 *
 * @param key owner and item
 */
record HeldItem(ItemKey key, Item item) {

  /** The items of an owner, null when one of them is not there or not in this state. */
  static @Nullable List<HeldItem> all(
      State state, long owner, List<UUID> itemIds, ItemState wanted) {
    List<HeldItem> items = new ArrayList<>(itemIds.size());
    for (UUID itemId : itemIds) {
      ItemKey key = new ItemKey(owner, itemId);
      Item item = state.item(key);
      if (item == null || item.state() != wanted) {
        return null;
      }
      items.add(new HeldItem(key, item));
    }
    return items;
  }

  /** Hands the item to another player, with that player's next ledger entry. */
  void moveTo(Booking booking, Decision.Builder decision) {
    decision.itemMoved(
        key,
        new ItemKey(booking.key().playerId(), key.itemId()),
        item.acquired(booking.entry().sequence(), booking.entry().createdAtMs()));
  }
}
