package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Traceparent;
import com.rollingdrop.grid.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes the messages of a ledger entry: the same entry gives the same messages, byte for byte.
 *
 * <p>The key is the user's id as decimal text, so that a user's messages keep their order in one
 * partition. Not thread-safe.
 */
public final class EventMessages {
  private static final byte[] AVRO_BINARY = utf8(EventHeaders.AVRO_BINARY);
  private static final byte[] EVENT_FINGERPRINT = utf8(EventSchemas.currentFingerprint());
  private static final byte[] UPDATE_FINGERPRINT =
      utf8(EventSchemas.fingerprint(EventSchemas.inventoryUpdate()));

  private final EventWriter writer = new EventWriter();
  private final AvroBinary updateWriter = new AvroBinary(EventSchemas.inventoryUpdate());
  private final TransactionEvents events;

  /** Messages that carry this installation's currency and region. */
  public EventMessages(Settings settings) {
    this(settings.currency(), settings.kafka().region());
  }

  EventMessages(String currency, String region) {
    this.events = new TransactionEvents(currency, region);
  }

  /**
   * The transaction's event alone.
   *
   * @throws EventFormatException when the entry's reply does not hold what an event needs
   */
  public ProducerRecord<byte[], byte[]> of(LedgerKey key, LedgerEntry entry)
      throws EventFormatException {
    return all(key, entry).get(0);
  }

  /**
   * The messages of an entry: the transaction's event, and after it what became of the player's
   * items, if it is about any.
   *
   * @throws EventFormatException when the entry's reply does not hold what an event needs
   */
  public List<ProducerRecord<byte[], byte[]>> all(LedgerKey key, LedgerEntry entry)
      throws EventFormatException {
    JsonNode reply = EntryReply.of(entry);
    byte[] userId = utf8(Long.toString(key.playerId()));
    Traceparent trace = entry.traceparent();
    byte[] traceparent = trace == null ? null : utf8(trace.toString());
    ProducerRecord<byte[], byte[]> event =
        message(
            Topics.TRANSACTION_EVENTS,
            userId,
            writer.write(events.of(key, entry, reply)),
            EVENT_FINGERPRINT,
            traceparent);
    GenericRecord update = InventoryUpdates.of(key, entry, reply);
    return update == null
        ? List.of(event)
        : List.of(
            event,
            message(
                Topics.INVENTORY_UPDATES,
                userId,
                updateWriter.write(update),
                UPDATE_FINGERPRINT,
                traceparent));
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, byte[] userId, byte[] body, byte[] fingerprint, byte @Nullable [] traceparent) {
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, userId, body);
    message.headers().add(EventHeaders.SCHEMA_FINGERPRINT, fingerprint);
    message.headers().add(EventHeaders.CONTENT_TYPE, AVRO_BINARY);
    if (traceparent != null) {
      message.headers().add(EventHeaders.TRACEPARENT, traceparent);
    }
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
