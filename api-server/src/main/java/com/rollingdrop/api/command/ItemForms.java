package com.rollingdrop.api.command;

import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.CancelListing;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.TransferItem;
import java.util.UUID;
import java.util.function.Supplier;

/** The forms of what a player does with single items. */
public final class ItemForms {
  private ItemForms() {}

  /** {@code itemId}. */
  public static Supplier<LedgerCommand> redeem(
      JsonFields fields, long playerId, UUID transactionId) {
    UUID itemId = Ids.uuid(fields, "itemId");
    return () -> new Redeem(playerId, transactionId, itemId);
  }

  /** {@code itemId}, {@code recipientId}. */
  public static Supplier<LedgerCommand> transfer(
      JsonFields fields, long playerId, UUID transactionId) {
    UUID itemId = Ids.uuid(fields, "itemId");
    long recipientId = Ids.user(fields, "recipientId");
    return () -> new TransferItem(playerId, transactionId, itemId, recipientId);
  }

  /** {@code itemId}, {@code priceMinor}. */
  public static Supplier<LedgerCommand> list(JsonFields fields, long playerId, UUID transactionId) {
    UUID itemId = Ids.uuid(fields, "itemId");
    long priceMinor = price(fields);
    return () -> new ListItem(playerId, transactionId, itemId, priceMinor);
  }

  /** {@code itemId}. */
  public static Supplier<LedgerCommand> cancelListing(
      JsonFields fields, long playerId, UUID transactionId) {
    UUID itemId = Ids.uuid(fields, "itemId");
    return () -> new CancelListing(playerId, transactionId, itemId);
  }

  /** {@code sellerId}, {@code itemId}, {@code priceMinor}. */
  public static Supplier<LedgerCommand> buy(JsonFields fields, long playerId, UUID transactionId) {
    long sellerId = Ids.user(fields, "sellerId");
    UUID itemId = Ids.uuid(fields, "itemId");
    long priceMinor = price(fields);
    return () -> new BuyListing(playerId, transactionId, sellerId, itemId, priceMinor);
  }

  private static long price(JsonFields fields) {
    return fields.integer("priceMinor", 1, Amounts.TRANSACTION_MAX_MINOR);
  }
}
