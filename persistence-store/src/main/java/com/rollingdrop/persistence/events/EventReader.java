package com.rollingdrop.persistence.events;

import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import com.rollingdrop.persistence.events.TransactionEvent.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from messages of the topic. A message must name the schema that it was written with,
 * and hold one whole event and nothing behind it; bytes that merely look like an event are refused.
 *
 * <p>Not thread-safe: it reuses its decoder.
 */
public final class EventReader {
  private final Map<String, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  /**
   * The event in a message.
   *
   * @throws EventFormatException when the message is not an event that we know how to read
   */
  public TransactionEvent read(ConsumerRecord<byte[], byte[]> message) throws EventFormatException {
    return read(message.headers(), message.value());
  }

  /**
   * The event in a message's headers and body.
   *
   * @throws EventFormatException when the message is not an event that we know how to read
   */
  public TransactionEvent read(Headers headers, byte @Nullable [] body)
      throws EventFormatException {
    Header fingerprint = headers.lastHeader(EventHeaders.SCHEMA_FINGERPRINT);
    if (fingerprint == null || fingerprint.value() == null) {
      throw new EventFormatException("no header " + EventHeaders.SCHEMA_FINGERPRINT);
    }
    if (body == null) {
      throw new EventFormatException("no body");
    }
    return read(new String(fingerprint.value(), StandardCharsets.UTF_8), body);
  }

  private TransactionEvent read(String fingerprint, byte[] body) throws EventFormatException {
    Schema schema = EventSchemas.writer(fingerprint);
    if (schema == null) {
      throw new EventFormatException("unknown schema fingerprint " + fingerprint);
    }
    GenericDatumReader<GenericRecord> reader =
        readers.computeIfAbsent(
            fingerprint, f -> new GenericDatumReader<>(schema, EventSchemas.current()));
    try {
      BinaryDecoder input = DecoderFactory.get().binaryDecoder(body, decoder);
      decoder = input;
      GenericRecord root = reader.read(null, input);
      if (!input.isEnd()) {
        throw new EventFormatException("bytes behind the event");
      }
      return eventOf(root);
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | NegativeArraySizeException
        | IndexOutOfBoundsException e) {
      throw new EventFormatException("not an event: " + e);
    }
  }

  private static TransactionEvent eventOf(GenericRecord root) throws EventFormatException {
    GenericRecord data = (GenericRecord) root.get("data");
    GenericRecord metadata = (GenericRecord) root.get("metadata");
    Object boxVersion = root.get("boxVersion");
    String counterpartyId = textOf(root.get("counterpartyId"));
    String referenceId = textOf(root.get("referenceId"));
    return new TransactionEvent(
        (Long) root.get("timestamp"),
        root.get("eventType").toString(),
        UUID.fromString(root.get("transactionId").toString()),
        userIdOf(root.get("userId").toString()),
        textOf(data.get("boxId")),
        boxVersion == null ? null : (Integer) boxVersion,
        textOf(root.get("oddsHash")),
        itemsOf(data, root),
        (Long) root.get("amountMinor"),
        (Long) root.get("totalValueMinor"),
        (Long) root.get("balanceAfterMinor"),
        (Long) root.get("sequence"),
        root.get("currency").toString(),
        root.get("kind").toString(),
        (Long) root.get("heldAfterMinor"),
        counterpartyId == null ? null : (Long) userIdOf(counterpartyId),
        referenceId == null ? null : UUID.fromString(referenceId),
        (Long) root.get("promoMinor"),
        (Long) root.get("promoAfterMinor"),
        textOf(root.get("campaign")),
        (Long) root.get("receivedMinor"),
        (Long) root.get("givenMinor"),
        new Origin(
            metadata.get("region").toString(),
            metadata.get("apiVersion").toString(),
            metadata.get("source").toString()));
  }

  private static long userIdOf(String text) throws EventFormatException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new EventFormatException("a user id is not a number");
    }
  }

  private static List<EventItem> itemsOf(GenericRecord data, GenericRecord root)
      throws EventFormatException {
    List<?> items = (List<?>) data.get("items");
    List<?> values = (List<?>) root.get("itemValuesMinor");
    if (items.size() != values.size()) {
      throw new EventFormatException("items and itemValuesMinor differ in length");
    }
    List<EventItem> result = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      GenericRecord item = (GenericRecord) Objects.requireNonNull(items.get(i));
      result.add(
          new EventItem(
              item.get("itemId").toString(),
              item.get("rarity").toString(),
              (Long) Objects.requireNonNull(values.get(i))));
    }
    return result;
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
