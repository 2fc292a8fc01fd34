package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells what a ledger entry did to its player's items. Pure and thread-safe. */
final class InventoryUpdates {
  private static final Schema SCHEMA = EventSchemas.inventoryUpdate();
  private static final Schema CHANGES = SCHEMA.getField("changes").schema();
  private static final Schema CHANGE = CHANGES.getElementType();
  private static final Schema NAMES = CHANGE.getField("change").schema();

  private InventoryUpdates() {}

  /**
   * The update, null when the entry is about no item.
   *
   * @param reply the entry's, see {@link EntryReply}; it describes the items, where it does
   * @throws EventFormatException when the reply describes an item in another way than with text
   */
  static @Nullable GenericRecord of(LedgerKey key, LedgerEntry entry, JsonNode reply)
      throws EventFormatException {
    Map<String, JsonNode> described = describedBy(reply);
    List<GenericRecord> changes = new ArrayList<>();
    for (UUID item : entry.itemsIn()) {
      changes.add(change(item, "ADDED", described));
    }
    for (UUID item : entry.itemsOut()) {
      changes.add(change(item, "REMOVED", described));
    }
    UUID reference = entry.referenceId();
    if (reference != null && entry.kind() == TransactionKind.LISTING) {
      changes.add(change(reference, "LISTED", described));
    } else if (reference != null && entry.kind() == TransactionKind.DELISTING) {
      changes.add(change(reference, "DELISTED", described));
    }
    return changes.isEmpty() ? null : record(key, entry, changes);
  }

  private static GenericRecord record(
      LedgerKey key, LedgerEntry entry, List<GenericRecord> changes) {
    Long counterparty = entry.counterpartyId();
    GenericData.Record update = new GenericData.Record(SCHEMA);
    update.put("messageId", key.playerId() + "/" + key.transactionId());
    update.put("timestamp", entry.createdAtMs());
    update.put("userId", Long.toString(key.playerId()));
    update.put("transactionId", key.transactionId().toString());
    update.put("sequence", entry.sequence());
    update.put("kind", entry.kind().name());
    update.put("counterpartyId", counterparty == null ? null : counterparty.toString());
    update.put("changes", new GenericData.Array<>(CHANGES, changes));
    return update;
  }

  private static Map<String, JsonNode> describedBy(JsonNode reply) throws EventFormatException {
    Map<String, JsonNode> described = new HashMap<>();
    for (JsonNode item : reply.path("items")) {
      String id = EntryReply.textOf(item, "itemId");
      if (id != null) {
        described.put(id, item);
      }
    }
    return described;
  }

  private static GenericRecord change(UUID itemId, String what, Map<String, JsonNode> described)
      throws EventFormatException {
    GenericData.Record change = new GenericData.Record(CHANGE);
    change.put("itemId", itemId.toString());
    change.put("change", new GenericData.EnumSymbol(NAMES, what));
    JsonNode item = described.get(itemId.toString());
    if (item != null) {
      change.put("definitionId", EntryReply.textOf(item, "definitionId"));
      change.put("name", EntryReply.textOf(item, "name"));
      change.put("rarity", EntryReply.textOf(item, "rarity"));
      JsonNode value = item.get("valueMinor");
      change.put("valueMinor", value == null || value.isNull() ? null : value.longValue());
    }
    return change;
  }
}
