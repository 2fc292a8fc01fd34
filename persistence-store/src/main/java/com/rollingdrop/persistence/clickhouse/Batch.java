package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.persistence.events.BatchOffsets;
import com.rollingdrop.persistence.events.DeadLetters;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventReader;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one poll brought: the rows it holds, each transaction once, and what could not become one.
 */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final UUID token = UUID.randomUUID();
  private final Map<TransactionEvent.Id, TransactionRow> rows = new LinkedHashMap<>();
  private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
  private final BatchOffsets offsets;
  private int repeated;
  private long oldestMs = Long.MAX_VALUE;

  Batch(Iterable<ConsumerRecord<byte[], byte[]>> messages, EventReader reader) {
    offsets = BatchOffsets.of(messages);
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      oldestMs = Math.min(oldestMs, message.timestamp());
      try {
        TransactionRow row = TransactionRow.of(reader.read(message));
        if (rows.put(row.id(), row) != null) {
          repeated++;
        }
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

  /** Names this batch to ClickHouse over all attempts to store it. */
  UUID token() {
    return token;
  }

  Collection<TransactionRow> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** How many messages repeated another one of this batch. */
  int repeated() {
    return repeated;
  }

  /** When the first of the messages was sent, epoch milliseconds. */
  long oldestMs() {
    return oldestMs;
  }

  List<ProducerRecord<byte[], byte[]>> letters() {
    return Collections.unmodifiableList(letters);
  }

  /** Where the batch stands in its partitions. */
  BatchOffsets offsets() {
    return offsets;
  }
}
