package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Settings;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the message of a ledger entry: the same entry gives the same message, byte for byte.
 *
 * <p>The key is the user's id as decimal text, so that a user's messages keep their order in one
 * partition. Not thread-safe.
 */
public final class EventMessages {
  private static final byte[] FINGERPRINT = utf8(EventSchemas.currentFingerprint());
  private static final byte[] AVRO_BINARY = utf8(EventHeaders.AVRO_BINARY);

  private final EventWriter writer = new EventWriter();
  private final TransactionEvents events;

  /** Messages that carry this installation's currency and region. */
  public EventMessages(Settings settings) {
    this(settings.currency(), settings.kafka().region());
  }

  EventMessages(String currency, String region) {
    this.events = new TransactionEvents(currency, region);
  }

  /**
   * The message of an entry.
   *
   * @throws EventFormatException when the entry's reply does not hold what an event needs
   */
  public ProducerRecord<byte[], byte[]> of(LedgerKey key, LedgerEntry entry)
      throws EventFormatException {
    byte[] body = writer.write(events.of(key, entry));
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.TRANSACTION_EVENTS, utf8(Long.toString(key.playerId())), body);
    message.headers().add(EventHeaders.SCHEMA_FINGERPRINT, FINGERPRINT);
    message.headers().add(EventHeaders.CONTENT_TYPE, AVRO_BINARY);
    return message;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
