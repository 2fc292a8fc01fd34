package com.rollingdrop.compute.command;

import static com.rollingdrop.compute.command.Replies.head;
import static com.rollingdrop.compute.command.Replies.items;
import static com.rollingdrop.compute.command.Replies.object;

import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;

/** The replies to what players sell and buy; written like all {@link Replies}. */
final class MarketReplies {
  private MarketReplies() {}

  static byte[] listing(ListItem command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.LISTING, after);
          json.writeNumberProperty("priceMinor", command.priceMinor());
          items(json, command.itemId(), item);
        });
  }

  static byte[] delisting(CancelListing command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.DELISTING, after);
          items(json, command.itemId(), item);
        });
  }

  static byte[] purchase(BuyListing command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.PURCHASE, after);
          json.writeStringProperty("sellerId", Long.toString(command.sellerId()));
          json.writeNumberProperty("amountMinor", command.priceMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          items(json, command.itemId(), item);
        });
  }

  static byte[] sale(BuyListing command, long feeMinor, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.SALE, after);
          json.writeStringProperty("buyerId", Long.toString(command.playerId()));
          json.writeNumberProperty("priceMinor", command.priceMinor());
          json.writeNumberProperty("feeMinor", feeMinor);
          json.writeNumberProperty("amountMinor", command.priceMinor() - feeMinor);
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          items(json, command.itemId(), item);
        });
  }
}
