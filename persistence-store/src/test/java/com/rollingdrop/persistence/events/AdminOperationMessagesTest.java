package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.AdminOperation;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class AdminOperationMessagesTest {
  private final UUID id = new UUID(1, 2);
  private final AdminOperationMessages messages = new AdminOperationMessages();

  @Test
  void whatWasAskedForIsToldWithoutAnAnswer() throws Exception {
    GenericRecord asked = read(OperationSamples.asked());

    assertThat(asked.get("messageId")).hasToString(id + "/ASKED");
    assertThat(asked.get("operationId")).hasToString(id.toString());
    assertThat(asked.get("phase")).hasToString("ASKED");
    assertThat(asked.get("timestamp")).isEqualTo(1_700_000_000_000L);
    assertThat(asked.get("actorId")).hasToString("42");
    assertThat(asked.get("actorRole")).hasToString("ADMIN");
    assertThat(asked.get("sessionId")).hasToString(OperationSamples.SESSION.toString());
    assertThat(asked.get("method") + " " + asked.get("path")).isEqualTo("POST /admin/reversals");
    assertThat(texts(asked)).isEqualTo(Map.of("userId", "7", "reason", "Ünï"));
    assertThat(asked.get("sourceAddress")).hasToString("10.1.2.3");
    assertThat(asked.get("traceId")).hasToString("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(asked.get("outcome")).isNull();
    assertThat(asked.get("status")).isNull();
  }

  @Test
  void whatCameOfItIsToldWithAllThatWasAsked() throws Exception {
    GenericRecord answered = read(OperationSamples.refused());

    assertThat(answered.get("messageId")).hasToString(id + "/ANSWERED");
    assertThat(answered.get("timestamp")).isEqualTo(1_700_000_000_025L);
    assertThat(answered.get("askedAt")).isEqualTo(1_700_000_000_000L);
    assertThat(texts(answered)).containsEntry("userId", "7");
    assertThat(answered.get("outcome")).hasToString("REFUSED");
    assertThat(answered.get("status")).isEqualTo(409);
    assertThat(answered.get("code")).hasToString("REVERSED_ALREADY");
  }

  @Test
  void theSameGivesTheSameMessageAndBothShareAPartition() {
    assertThat(messages.of(id, OperationSamples.asked()).value())
        .isEqualTo(new AdminOperationMessages().of(id, OperationSamples.asked()).value());
    assertThat(messages.of(id, OperationSamples.asked()).key())
        .isEqualTo(messages.of(id, OperationSamples.refused()).key());
  }

  /** The topic keeps messages of the first schema for a month, and readers keep copies of it. */
  @Test
  void whoHasTheFirstSchemaAndWhoHasTodaysReadEachOther() throws Exception {
    Schema first;
    try (var in = getClass().getResourceAsStream("/avro/admin-operation-1.avsc")) {
      first = new Schema.Parser().parse(in);
    }
    Schema now = EventSchemas.adminOperation();
    for (Schema[] pair : new Schema[][] {{first, now}, {now, first}}) {
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(pair[0], pair[1]).getType())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  private GenericRecord read(AdminOperation operation) throws IOException {
    return new GenericDatumReader<GenericRecord>(EventSchemas.adminOperation())
        .read(null, DecoderFactory.get().binaryDecoder(messages.of(id, operation).value(), null));
  }

  private static Map<String, String> texts(GenericRecord record) {
    Map<String, String> texts = new TreeMap<>();
    ((Map<?, ?>) record.get("fields")).forEach((k, v) -> texts.put(k.toString(), v.toString()));
    return texts;
  }
}
