package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.AvroBinary;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventHeaders;
import com.rollingdrop.persistence.events.EventSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Signals as messages of their topic: raw Avro binary, keyed by user id. Not thread-safe. */
final class SignalMessages {
  private static final Schema SCHEMA = EventSchemas.fraudSignal();
  private static final String FINGERPRINT = EventSchemas.fingerprint(SCHEMA);
  private static final Schema TEXTS = SCHEMA.getField("transactionIds").schema();

  private final AvroBinary binary = new AvroBinary(SCHEMA);
  private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(SCHEMA);

  byte[] key(Signal signal) {
    return utf8(Long.toString(signal.playerId()));
  }

  Headers headers() {
    return new RecordHeaders()
        .add(EventHeaders.SCHEMA_FINGERPRINT, utf8(FINGERPRINT))
        .add(EventHeaders.CONTENT_TYPE, utf8(EventHeaders.AVRO_BINARY));
  }

  byte[] body(Signal signal) {
    GenericData.Record root = new GenericData.Record(SCHEMA);
    root.put("signalId", signal.id().toString());
    root.put("rule", signal.rule().name());
    root.put("ruleVersion", signal.ruleVersion());
    root.put("severity", signal.severity().name());
    root.put("timestamp", signal.timestampMs());
    root.put("userId", Long.toString(signal.playerId()));
    root.put("subject", signal.subject());
    root.put("figures", signal.figures());
    root.put("transactionIds", texts(signal.transactions()));
    root.put("otherUserIds", texts(signal.others()));
    return binary.write(root);
  }

  /**
   * The signal in a message.
   *
   * @throws EventFormatException when the message is not a signal that we know how to read
   */
  Signal read(Headers headers, byte @Nullable [] body) throws EventFormatException {
    Header fingerprint = headers.lastHeader(EventHeaders.SCHEMA_FINGERPRINT);
    if (fingerprint == null
        || body == null
        || !FINGERPRINT.equals(new String(fingerprint.value(), StandardCharsets.UTF_8))) {
      throw new EventFormatException("not a signal of a known schema");
    }
    try {
      BinaryDecoder input = DecoderFactory.get().binaryDecoder(body, null);
      GenericRecord root = reader.read(null, input);
      if (!input.isEnd()) {
        throw new EventFormatException("bytes behind the signal");
      }
      return signalOf(root);
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | NegativeArraySizeException
        | IndexOutOfBoundsException e) {
      throw new EventFormatException("not a signal: " + e);
    }
  }

  private static Signal signalOf(GenericRecord root) {
    SortedMap<String, Long> figures = new TreeMap<>();
    ((Map<?, ?>) root.get("figures"))
        .forEach((name, figure) -> figures.put(name.toString(), (Long) figure));
    return new Signal(
        UUID.fromString(root.get("signalId").toString()),
        FraudRule.valueOf(root.get("rule").toString()),
        (Integer) root.get("ruleVersion"),
        Severity.valueOf(root.get("severity").toString()),
        (Long) root.get("timestamp"),
        Long.parseLong(root.get("userId").toString()),
        root.get("subject").toString(),
        figures,
        all(root.get("transactionIds"), UUID::fromString),
        all(root.get("otherUserIds"), Long::valueOf));
  }

  private static <T> List<T> all(Object texts, Function<String, T> of) {
    List<T> all = new ArrayList<>();
    for (Object text : (List<?>) texts) {
      all.add(of.apply(String.valueOf(text)));
    }
    return all;
  }

  private static GenericData.Array<String> texts(List<?> values) {
    return new GenericData.Array<>(TEXTS, values.stream().map(String::valueOf).toList());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
