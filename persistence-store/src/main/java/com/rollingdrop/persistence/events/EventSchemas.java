package com.rollingdrop.persistence.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The Avro schemas of the topics, checked in under {@code avro/}.
 *
 * <p>Our transaction event is the plan's with fields appended to the end of the outermost record
 * only. Avro writes a record's fields in order and without tags, so a consumer that has just the
 * plan's schema reads its fields and stops before ours. A field may therefore only ever be added at
 * the very end, with a default. When that happens, the schema it replaces joins {@link #WRITERS},
 * since a topic keeps messages of the older one for days.
 */
public final class EventSchemas {
  private static final Schema PLAN = read("plan-transaction-event.avsc");
  private static final Schema CURRENT = read("transaction-event.avsc");
  private static final Schema INVENTORY_UPDATE = read("inventory-update.avsc");
  private static final Schema FRAUD_SIGNAL = read("fraud-signal.avsc");
  private static final Schema ADMIN_OPERATION = read("admin-operation.avsc");
  private static final String CURRENT_FINGERPRINT = fingerprint(CURRENT);

  /** Schemas that messages on the topic may have been written with, by fingerprint. */
  private static final Map<String, Schema> WRITERS =
      writers("transaction-event-1.avsc", "transaction-event-2.avsc", "transaction-event-3.avsc");

  private EventSchemas() {}

  /** The schema as the product's plan has it. */
  public static Schema plan() {
    return PLAN;
  }

  /** The schema that events are written with. */
  public static Schema current() {
    return CURRENT;
  }

  /** The schema that inventory updates are written with. */
  public static Schema inventoryUpdate() {
    return INVENTORY_UPDATE;
  }

  /** The schema that fraud signals are written with. */
  public static Schema fraudSignal() {
    return FRAUD_SIGNAL;
  }

  /** The schema that administrators' operations are written with. */
  public static Schema adminOperation() {
    return ADMIN_OPERATION;
  }

  /** Fingerprint of {@link #current}. */
  public static String currentFingerprint() {
    return CURRENT_FINGERPRINT;
  }

  /** The schema with this fingerprint, or null when messages were never written with it. */
  static @Nullable Schema writer(String fingerprint) {
    return WRITERS.get(fingerprint);
  }

  /** CRC-64-AVRO of the schema's parsing canonical form (Avro specification), lower-case hex. */
  public static String fingerprint(Schema schema) {
    return HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(schema));
  }

  private static Map<String, Schema> writers(String... earlier) {
    Map<String, Schema> writers = new HashMap<>();
    writers.put(CURRENT_FINGERPRINT, CURRENT);
    for (String name : earlier) {
      Schema schema = read(name);
      writers.put(fingerprint(schema), schema);
    }
    return Map.copyOf(writers);
  }

  static Schema read(String name) {
    try (InputStream in = EventSchemas.class.getResourceAsStream("/avro/" + name)) {
      if (in == null) {
        throw new IllegalStateException("avro/" + name + " is missing on the classpath");
      }
      return new Schema.Parser().parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
