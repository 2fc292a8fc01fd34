package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The replies as JSON, UTF-8. They are written once, when a command is decided, and go unchanged to
 * the ledger and to the player: that is how a repetition gets the first reply to the letter.
 */
final class Replies {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TYPICAL_BYTES = 1_024;

  private Replies() {}

  static byte[] deposit(Deposit command, Wallet after) {
    return object(
        json -> {
          json.writeStringProperty("transactionId", command.transactionId().toString());
          json.writeStringProperty("kind", TransactionKind.DEPOSIT.name());
          json.writeNumberProperty("sequence", after.sequence());
          json.writeNumberProperty("amountMinor", command.amountMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
        });
  }

  static byte[] opening(
      OpenBox command,
      TicketTable box,
      long chargedMinor,
      Wallet after,
      List<OpenBox.Drawn> drawn) {
    return object(
        json -> {
          json.writeStringProperty("transactionId", command.transactionId().toString());
          json.writeStringProperty("kind", TransactionKind.BOX_OPENING.name());
          json.writeNumberProperty("sequence", after.sequence());
          json.writeStringProperty("boxId", box.boxId());
          json.writeNumberProperty("boxVersion", box.version());
          json.writeStringProperty("oddsHash", box.oddsHash());
          json.writeNumberProperty("chargedMinor", chargedMinor);
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          json.writeArrayPropertyStart("items");
          for (OpenBox.Drawn one : drawn) {
            json.writeStartObject();
            json.writeStringProperty("itemId", one.itemId().toString());
            json.writeStringProperty("definitionId", one.item().definitionId());
            json.writeStringProperty("name", one.item().name());
            json.writeStringProperty("rarity", one.item().rarity());
            json.writeNumberProperty("valueMinor", one.item().valueMinor());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeObjectPropertyStart("fairness");
          fairnessFields(json, after);
          json.writeArrayPropertyStart("draws");
          for (OpenBox.Drawn one : drawn) {
            json.writeStartObject();
            json.writeNumberProperty("draw", one.draw());
            json.writeNumberProperty("ticket", one.ticket());
            json.writeNumberProperty("totalTickets", box.totalTickets());
            json.writeStringProperty("definitionId", one.item().definitionId());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  static byte[] fairness(Wallet wallet) {
    return object(json -> fairnessFields(json, wallet));
  }

  static byte[] rotation(String revealedHash, RevealedSeed revealed, Wallet after) {
    return object(
        json -> {
          json.writeObjectPropertyStart("revealed");
          json.writeStringProperty("serverSeed", Digests.hex(revealed.serverSeed()));
          json.writeStringProperty("serverSeedHash", revealedHash);
          json.writeStringProperty("clientSeed", revealed.clientSeed());
          json.writeNumberProperty("lastNonce", revealed.lastNonce());
          json.writeEndObject();
          json.writeStringProperty("serverSeedHash", after.serverSeedHash());
          json.writeNumberProperty("nonce", after.nonce());
        });
  }

  private static void fairnessFields(JsonGenerator json, Wallet wallet) {
    json.writeStringProperty("serverSeedHash", wallet.serverSeedHash());
    json.writeStringProperty("clientSeed", wallet.clientSeed());
    json.writeNumberProperty("nonce", wallet.nonce());
  }

  private static byte[] object(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
