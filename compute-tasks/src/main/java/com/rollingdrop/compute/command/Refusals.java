package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Item;
import java.util.UUID;

/** Refusals that several commands share. */
final class Refusals {
  private Refusals() {}

  static Decision itemNotFound(UUID itemId) {
    return Decision.refused(Refusal.ITEM_NOT_FOUND, "The player has no item " + itemId + ".");
  }

  static Decision itemNotFree(UUID itemId, Item item) {
    return Decision.refused(
        Refusal.ITEM_NOT_AVAILABLE, "Item " + itemId + " is " + item.state() + ".");
  }

  static Decision balanceLimit() {
    return Decision.refused(
        Refusal.BALANCE_LIMIT_EXCEEDED,
        "A wallet holds at most " + Amounts.BALANCE_MAX_MINOR + " minor units.");
  }
}
