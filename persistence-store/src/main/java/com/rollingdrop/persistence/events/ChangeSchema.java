package com.rollingdrop.persistence.events;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The Avro schema of messages of {@link Topics#MIRROR_CHANGES}, checked in under {@code avro/}.
 *
 * <p>It may change only so that a reader with the newer one reads what the older one wrote; the one
 * it replaces then joins {@link #EARLIER} for as long as the topic keeps its messages.
 */
final class ChangeSchema {
  static final Schema CURRENT = EventSchemas.read("mirror-changes.avsc");
  static final String FINGERPRINT = EventSchemas.fingerprint(CURRENT);

  /** What messages on the topic may have been written with before, by fingerprint. */
  static final Map<String, Schema> EARLIER =
      earlier("mirror-changes-1.avsc", "mirror-changes-2.avsc");

  static final Schema LEDGER = elementOf("ledger");
  static final Schema ITEM = elementOf("items");
  static final Schema PENDING = elementOf("pending");
  static final Schema OPENED = PENDING.getField("opened").schema().getTypes().get(1);
  static final Schema COUNTER = elementOf("guaranteeCounters");
  static final Schema LOGIN = elementOf("logins");
  static final Schema UUID_BYTES = ITEM.getField("itemId").schema();

  private ChangeSchema() {}

  private static Map<String, Schema> earlier(String... names) {
    return Stream.of(names)
        .map(EventSchemas::read)
        .collect(Collectors.toUnmodifiableMap(EventSchemas::fingerprint, schema -> schema));
  }

  private static Schema elementOf(String array) {
    return CURRENT.getField(array).schema().getElementType();
  }

  static GenericData.Fixed bytesOf(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return new GenericData.Fixed(UUID_BYTES, bytes);
  }

  static UUID uuidOf(Object fixed) {
    ByteBuffer bytes = ByteBuffer.wrap(((GenericData.Fixed) fixed).bytes());
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
