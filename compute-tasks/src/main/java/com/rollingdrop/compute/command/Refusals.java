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

  static Decision recipientNotFound(long recipientId) {
    return Decision.refused(Refusal.RECIPIENT_NOT_FOUND, "There is no player " + recipientId + ".");
  }

  static Decision notListed(UUID itemId) {
    return Decision.refused(Refusal.LISTING_NOT_FOUND, "Item " + itemId + " is not for sale.");
  }

  static Decision soldOut(String boxId, long drawsLeft, int asked) {
    return Decision.refused(
        Refusal.BOX_SOLD_OUT,
        drawsLeft == 0
            ? "Box " + boxId + " is sold out."
            : "Box "
                + boxId
                + " has no more than "
                + drawsLeft
                + " draws left, the opening asks for "
                + asked
                + ".");
  }

  /**
   * @param what the money is for, the beginning of a sentence
   */
  static Decision insufficientFunds(String what, long amountMinor, long availableMinor) {
    return Decision.refused(
        Refusal.INSUFFICIENT_FUNDS,
        what + " " + amountMinor + " minor units, the wallet has " + availableMinor + " in cash.");
  }

  /**
   * @param what the money is for, the beginning of a sentence
   */
  static Decision insufficientFunds(
      String what, long amountMinor, long availableMinor, long promoMinor) {
    return Decision.refused(
        Refusal.INSUFFICIENT_FUNDS,
        what
            + " "
            + amountMinor
            + " minor units, the wallet has "
            + availableMinor
            + " in cash and "
            + promoMinor
            + " of promotional money.");
  }

  static Decision balanceLimit() {
    return Decision.refused(
        Refusal.BALANCE_LIMIT_EXCEEDED,
        "A wallet holds at most " + Amounts.BALANCE_MAX_MINOR + " minor units of either money.");
  }
}
