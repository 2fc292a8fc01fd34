package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.AdminOperation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the message of what an administrator did, as it stands: one when it was asked for, one with
 * what came of it. The key is the operation's id, so that both are in one partition in this order.
 * Not thread-safe.
 */
final class AdminOperationMessages {
  private static final Schema SCHEMA = EventSchemas.adminOperation();
  private static final byte[] FINGERPRINT = utf8(EventSchemas.fingerprint(SCHEMA));
  private static final byte[] AVRO_BINARY = utf8(EventHeaders.AVRO_BINARY);

  private final AvroBinary binary = new AvroBinary(SCHEMA);

  ProducerRecord<byte[], byte[]> of(UUID id, AdminOperation operation) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.ADMIN_OPERATIONS, utf8(id.toString()), binary.write(recordOf(id, operation)));
    message.headers().add(EventHeaders.SCHEMA_FINGERPRINT, FINGERPRINT);
    message.headers().add(EventHeaders.CONTENT_TYPE, AVRO_BINARY);
    return message;
  }

  /** When the operation came to where it stands, epoch milliseconds. */
  static long timestampMs(AdminOperation operation) {
    return operation.outcome() == null ? operation.askedAtMs() : operation.answeredAtMs();
  }

  private static GenericData.Record recordOf(UUID id, AdminOperation operation) {
    AdminOperation.Outcome outcome = operation.outcome();
    String phase = outcome == null ? "ASKED" : "ANSWERED";
    GenericData.Record root = new GenericData.Record(SCHEMA);
    root.put("messageId", id + "/" + phase);
    root.put("operationId", id.toString());
    root.put("phase", phase);
    root.put("timestamp", timestampMs(operation));
    root.put("askedAt", operation.askedAtMs());
    root.put("actorId", Long.toString(operation.actorId()));
    root.put("actorRole", operation.actorRole().name());
    root.put("sessionId", textOf(operation.sessionId()));
    root.put("method", operation.method());
    root.put("path", operation.path());
    root.put("fields", operation.fields());
    root.put("sourceAddress", operation.sourceAddress());
    root.put("traceId", operation.traceId());
    root.put("outcome", textOf(outcome));
    root.put("status", outcome == null ? null : operation.status());
    root.put("code", operation.code());
    return root;
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
