package com.rollingdrop.persistence.events;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * The Avro schema of messages of {@link Topics#MIRROR_CHANGES}, checked in under {@code avro/}.
 *
 * <p>It may change only so that a reader with the newer one reads what the older one wrote; the one
 * it replaces then has to be kept for as long as the topic keeps its messages.
 */
final class ChangeSchema {
  static final Schema CURRENT = EventSchemas.read("mirror-changes.avsc");
  static final String FINGERPRINT = EventSchemas.fingerprint(CURRENT);

  static final Schema LEDGER = elementOf("ledger");
  static final Schema ITEM = elementOf("items");
  static final Schema PENDING = elementOf("pending");
  static final Schema OPENED = PENDING.getField("opened").schema().getTypes().get(1);
  static final Schema COUNTER = elementOf("guaranteeCounters");
  static final Schema UUID_BYTES = ITEM.getField("itemId").schema();

  private ChangeSchema() {}

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
