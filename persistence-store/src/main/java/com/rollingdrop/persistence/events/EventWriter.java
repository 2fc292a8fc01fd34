package com.rollingdrop.persistence.events;

import java.math.BigDecimal;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as raw Avro binary, with {@link EventSchemas#current}.
 *
 * <p>The plan's fields hold amounts as doubles in major units. This is the one place where money
 * becomes floating point: each double is the one nearest to the exact amount, so that rounding it
 * to cents gives the amount back (below 2^46 major units, 70 trillion).
 *
 * <p>Not thread-safe: it reuses its buffers.
 */
final class EventWriter {
  /** Decimals of a major unit, as the plan's tables have them. */
  private static final int MINOR_DIGITS = 2;

  private static final Schema SCHEMA = EventSchemas.current();
  private static final Schema DATA = SCHEMA.getField("data").schema();
  private static final Schema ITEMS = DATA.getField("items").schema();
  private static final Schema ITEM = ITEMS.getElementType();
  private static final Schema METADATA = SCHEMA.getField("metadata").schema();
  private static final Schema EVENT_TYPE = SCHEMA.getField("eventType").schema();
  private static final Schema VALUES = SCHEMA.getField("itemValuesMinor").schema();

  private final AvroBinary binary = new AvroBinary(SCHEMA);

  byte[] write(TransactionEvent event) {
    return binary.write(recordOf(event));
  }

  /** The double nearest to an amount in major units. */
  static double major(long minor) {
    return BigDecimal.valueOf(minor, MINOR_DIGITS).doubleValue();
  }

  private static GenericRecord recordOf(TransactionEvent event) {
    GenericData.Record data = new GenericData.Record(DATA);
    data.put("boxId", event.boxId());
    data.put("amount", major(event.amountMinor()));
    data.put("items", itemsOf(event.items()));
    data.put("totalValue", major(event.totalValueMinor()));

    GenericData.Record metadata = new GenericData.Record(METADATA);
    metadata.put("region", event.origin().region());
    metadata.put("apiVersion", event.origin().apiVersion());
    metadata.put("source", event.origin().source());

    GenericData.Record root = new GenericData.Record(SCHEMA);
    root.put("messageId", event.id().toString());
    root.put("timestamp", event.timestampMs());
    root.put("partnerId", null);
    root.put("eventType", new GenericData.EnumSymbol(EVENT_TYPE, event.eventType()));
    root.put("transactionId", event.transactionId().toString());
    root.put("userId", Long.toString(event.userId()));
    root.put("data", data);
    root.put("metadata", metadata);
    root.put("amountMinor", event.amountMinor());
    root.put("totalValueMinor", event.totalValueMinor());
    root.put("balanceAfterMinor", event.balanceAfterMinor());
    root.put("sequence", event.sequence());
    root.put(
        "itemValuesMinor",
        new GenericData.Array<>(
            VALUES, event.items().stream().map(TransactionEvent.EventItem::valueMinor).toList()));
    root.put("boxVersion", event.boxVersion());
    root.put("oddsHash", event.oddsHash());
    root.put("currency", event.currency());
    root.put("kind", event.kind());
    root.put("heldAfterMinor", event.heldAfterMinor());
    root.put("counterpartyId", textOf(event.counterpartyId()));
    root.put("referenceId", textOf(event.referenceId()));
    root.put("promoMinor", event.promoMinor());
    root.put("promoAfterMinor", event.promoAfterMinor());
    root.put("campaign", event.campaign());
    root.put("receivedMinor", event.receivedMinor());
    root.put("givenMinor", event.givenMinor());
    return root;
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static GenericData.Array<GenericRecord> itemsOf(List<TransactionEvent.EventItem> items) {
    GenericData.Array<GenericRecord> array = new GenericData.Array<>(items.size(), ITEMS);
    for (TransactionEvent.EventItem item : items) {
      GenericData.Record each = new GenericData.Record(ITEM);
      each.put("itemId", item.itemId());
      each.put("rarity", item.rarity());
      each.put("value", major(item.valueMinor()));
      array.add(each);
    }
    return array;
  }
}
