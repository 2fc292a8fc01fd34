package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
          head(json, command, TransactionKind.DEPOSIT, after);
          json.writeNumberProperty("amountMinor", command.amountMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
        });
  }

  static byte[] promotion(GrantPromotion command, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.PROMOTION, after);
          json.writeStringProperty("campaign", command.campaign());
          json.writeNumberProperty("amountMinor", command.amountMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          json.writeNumberProperty("promoBalanceMinor", after.promoMinor());
        });
  }

  static byte[] imported(Import command, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.IMPORT, after);
          json.writeNumberProperty(
              "amountMinor", Math.abs(command.cashMinor() + command.promoMinor()));
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          json.writeNumberProperty("promoBalanceMinor", after.promoMinor());
          json.writeArrayPropertyStart("items");
          for (ImportedItem item : command.itemsIn()) {
            item(
                json,
                item.itemId(),
                item.definitionId(),
                item.name(),
                item.rarity(),
                item.valueMinor());
          }
          json.writeEndArray();
          json.writeArrayPropertyStart("itemsOut");
          command.itemsOut().forEach(item -> json.writeString(item.toString()));
          json.writeEndArray();
        });
  }

  static byte[] withdrawal(Withdraw command, Pending hold, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.WITHDRAWAL_HOLD, after);
          json.writeNumberProperty("amountMinor", command.amountMinor());
          balances(json, after);
          json.writeStringProperty(
              "expiresAt", Instant.ofEpochMilli(hold.expiresAtMs()).toString());
        });
  }

  static byte[] withdrawalEnd(EndWithdrawal command, boolean paidOut, Pending hold, Wallet after) {
    return object(
        json -> {
          head(
              json,
              command,
              paidOut ? TransactionKind.WITHDRAWAL_SETTLEMENT : TransactionKind.WITHDRAWAL_VOID,
              after);
          json.writeStringProperty("withdrawalId", command.withdrawalId().toString());
          json.writeNumberProperty("amountMinor", hold.amountMinor());
          balances(json, after);
        });
  }

  static byte[] redemption(Redeem command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.REDEMPTION, after);
          json.writeNumberProperty("amountMinor", item.valueMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          items(json, command.itemId(), item);
        });
  }

  static byte[] transferOut(TransferItem command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.TRANSFER_OUT, after);
          json.writeStringProperty("recipientId", Long.toString(command.recipientId()));
          items(json, command.itemId(), item);
        });
  }

  static byte[] transferIn(TransferItem command, Item item, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.TRANSFER_IN, after);
          json.writeStringProperty("senderId", Long.toString(command.playerId()));
          items(json, command.itemId(), item);
        });
  }

  static void head(JsonGenerator json, LedgerCommand command, TransactionKind kind, Wallet after) {
    json.writeStringProperty("transactionId", command.ledgerKey().transactionId().toString());
    json.writeStringProperty("kind", kind.name());
    json.writeNumberProperty("sequence", after.sequence());
  }

  static byte[] reversal(
      Reverse command, LedgerEntry target, List<HeldItem> in, List<HeldItem> out, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.REVERSAL, after);
          json.writeStringProperty(
              "reversedTransactionId", command.targetTransactionId().toString());
          json.writeStringProperty("reversedKind", target.kind().name());
          json.writeStringProperty("reason", command.reason());
          json.writeNumberProperty("amountMinor", target.amountMinor());
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          json.writeNumberProperty("promoAmountMinor", target.promoMinor());
          json.writeNumberProperty("promoBalanceMinor", after.promoMinor());
          items(json, "itemsIn", in);
          items(json, "itemsOut", out);
        });
  }

  /** The replies of a batch's commands stand in its own, unchanged. */
  static byte[] batch(Batch command, List<byte[]> replies, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.BATCH, after);
          json.writeArrayPropertyStart("replies");
          replies.forEach(reply -> json.writeRawValue(new String(reply, StandardCharsets.UTF_8)));
          json.writeEndArray();
        });
  }

  private static void balances(JsonGenerator json, Wallet after) {
    json.writeNumberProperty("balanceMinor", after.availableMinor());
    json.writeNumberProperty("heldMinor", after.heldMinor());
  }

  static void items(JsonGenerator json, UUID itemId, Item item) {
    json.writeArrayPropertyStart("items");
    item(json, itemId, item.definitionId(), item.name(), item.rarity(), item.valueMinor());
    json.writeEndArray();
  }

  static void items(JsonGenerator json, String name, List<HeldItem> items) {
    json.writeArrayPropertyStart(name);
    for (HeldItem held : items) {
      Item item = held.item();
      item(
          json,
          held.key().itemId(),
          item.definitionId(),
          item.name(),
          item.rarity(),
          item.valueMinor());
    }
    json.writeEndArray();
  }

  private static void item(
      JsonGenerator json,
      UUID itemId,
      String definitionId,
      String name,
      String rarity,
      long valueMinor) {
    json.writeStartObject();
    json.writeStringProperty("itemId", itemId.toString());
    json.writeStringProperty("definitionId", definitionId);
    json.writeStringProperty("name", name);
    json.writeStringProperty("rarity", rarity);
    json.writeNumberProperty("valueMinor", valueMinor);
    json.writeEndObject();
  }

  static byte[] opening(
      OpenBox command,
      TicketTable box,
      long chargedMinor,
      long promoChargedMinor,
      Wallet after,
      List<OpenBox.Drawn> drawn,
      @Nullable GuaranteeRun run) {
    return object(
        json -> {
          head(json, command, TransactionKind.BOX_OPENING, after);
          json.writeStringProperty("boxId", box.boxId());
          json.writeNumberProperty("boxVersion", box.version());
          json.writeStringProperty("oddsHash", box.oddsHash());
          terms(json, box, run);
          json.writeNumberProperty("chargedMinor", chargedMinor);
          json.writeNumberProperty("balanceMinor", after.availableMinor());
          json.writeNumberProperty("promoChargedMinor", promoChargedMinor);
          json.writeNumberProperty("promoBalanceMinor", after.promoMinor());
          json.writeArrayPropertyStart("items");
          for (OpenBox.Drawn one : drawn) {
            BoxItem item = one.item();
            item(
                json,
                one.itemId(),
                item.definitionId(),
                item.name(),
                item.rarity(),
                item.valueMinor());
          }
          json.writeEndArray();
          json.writeObjectPropertyStart("fairness");
          fairnessFields(json, after);
          json.writeArrayPropertyStart("draws");
          for (OpenBox.Drawn one : drawn) {
            json.writeStartObject();
            json.writeNumberProperty("draw", one.draw());
            json.writeNumberProperty("ticket", one.ticket());
            json.writeNumberProperty("totalTickets", one.totalTickets());
            json.writeStringProperty("definitionId", one.item().definitionId());
            if (run != null) {
              json.writeNumberProperty("missesBefore", one.missesBefore());
              json.writeBooleanProperty("guaranteed", one.guaranteed());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The box's stock and guarantee, where it has them. */
  private static void terms(JsonGenerator json, TicketTable box, @Nullable GuaranteeRun run) {
    Long stock = box.stock();
    if (stock != null) {
      json.writeNumberProperty("stock", stock);
    }
    Guarantee guarantee = box.guarantee();
    if (guarantee != null && run != null) {
      json.writeObjectPropertyStart("guarantee");
      json.writeArrayPropertyStart("rarities");
      guarantee.rarities().forEach(json::writeString);
      json.writeEndArray();
      json.writeNumberProperty("within", guarantee.within());
      json.writeNumberProperty("missesAfter", run.misses());
      json.writeEndObject();
    }
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

  static byte[] object(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
