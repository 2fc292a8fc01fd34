package com.rollingdrop.compute.command;

import static com.rollingdrop.compute.command.Replies.head;
import static com.rollingdrop.compute.command.Replies.items;
import static com.rollingdrop.compute.command.Replies.object;

import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** The replies to what players offer each other; written like all {@link Replies}. */
final class TradeReplies {
  private TradeReplies() {}

  static byte[] offer(OfferTrade command, Pending offer, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.TRADE_OFFER, after);
          json.writeStringProperty("recipientId", Long.toString(command.recipientId()));
          ids(json, "offeredItems", command.offeredItems());
          ids(json, "askedItems", command.askedItems());
          json.writeNumberProperty("offeredMinor", command.offeredMinor());
          json.writeNumberProperty("askedMinor", command.askedMinor());
          json.writeStringProperty(
              "expiresAt", Instant.ofEpochMilli(offer.expiresAtMs()).toString());
        });
  }

  static byte[] end(AnswerTrade command, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.TRADE_END, after);
          json.writeStringProperty("offererId", Long.toString(command.offererId()));
          json.writeStringProperty("offerId", command.offerId().toString());
          json.writeStringProperty("how", command.how().name());
        });
  }

  /** The reply of one of the two sides, with what came to it and what went from it. */
  static byte[] trade(
      AnswerTrade command,
      long otherId,
      Pending offer,
      List<HeldItem> in,
      List<HeldItem> out,
      Wallet after) {
    boolean isOfferer = otherId == command.playerId();
    return object(
        json -> {
          head(json, command, TransactionKind.TRADE, after);
          json.writeStringProperty("offerId", command.offerId().toString());
          json.writeStringProperty("counterpartyId", Long.toString(otherId));
          json.writeNumberProperty(
              "amountInMinor", isOfferer ? offer.askedMinor() : offer.offeredMinor());
          json.writeNumberProperty(
              "amountOutMinor", isOfferer ? offer.offeredMinor() : offer.askedMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          items(json, "itemsIn", in);
          items(json, "itemsOut", out);
        });
  }

  private static void ids(JsonGenerator json, String name, List<UUID> ids) {
    json.writeArrayPropertyStart(name);
    ids.forEach(id -> json.writeString(id.toString()));
    json.writeEndArray();
  }
}
