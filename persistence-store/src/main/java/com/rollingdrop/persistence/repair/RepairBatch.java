package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.persistence.events.BatchOffsets;
import com.rollingdrop.persistence.events.ChangeReader;
import com.rollingdrop.persistence.events.ChangedRow;
import com.rollingdrop.persistence.events.DeadLetters;
import com.rollingdrop.persistence.events.EventFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one poll brought: the rows that it names, each once, and what could not be read. */
final class RepairBatch {
  private static final Logger LOG = LoggerFactory.getLogger(RepairBatch.class);

  private final Map<CacheName, Map<Object, ChangedRow>> rows = new EnumMap<>(CacheName.class);
  private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
  private final BatchOffsets offsets;
  private long oldestMs = Long.MAX_VALUE;
  private long newestMs = Long.MIN_VALUE;

  RepairBatch(Iterable<ConsumerRecord<byte[], byte[]>> messages, ChangeReader reader) {
    offsets = BatchOffsets.of(messages);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      oldestMs = Math.min(oldestMs, message.timestamp());
      newestMs = Math.max(newestMs, message.timestamp());
      try {
        reader.read(message).forEach(this::add);
      } catch (EventFormatException | RuntimeException e) {
        addLetter(message, e.toString());
      }
    }
  }

  private void addLetter(ConsumerRecord<byte[], byte[]> message, String reason) {
    String origin = message.topic() + "-" + message.partition() + "@" + message.offset();
    LOG.error("message {} becomes a dead letter: {}", origin, reason);
    letters.add(DeadLetters.letter(message.key(), message.value(), origin, reason));
  }

  private void add(ChangedRow row) {
    rows.computeIfAbsent(row.cache(), c -> new LinkedHashMap<>())
        .merge(row.key(), row, ChangedRow::then);
  }

  boolean isEmpty() {
    return offsets.first().isEmpty();
  }

  /** The rows by cache and key. */
  Map<CacheName, Map<Object, ChangedRow>> rows() {
    return Collections.unmodifiableMap(rows);
  }

  List<ProducerRecord<byte[], byte[]>> letters() {
    return Collections.unmodifiableList(letters);
  }

  BatchOffsets offsets() {
    return offsets;
  }

  /** When the first of the messages was sent, epoch milliseconds. */
  long oldestMs() {
    return oldestMs;
  }

  /** When the last of the messages was sent, epoch milliseconds. */
  long newestMs() {
    return newestMs;
  }
}
