package com.rollingdrop.persistence.events;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a batch of messages stands in its partitions. Immutable.
 *
 * @param first where each partition of the batch begins
 * @param next where each partition goes on once the batch is done
 */
public record BatchOffsets(
    Map<TopicPartition, Long> first, Map<TopicPartition, OffsetAndMetadata> next) {
  public BatchOffsets {
    first = Map.copyOf(first);
    next = Map.copyOf(next);
  }

  /** Of these messages, which stand in order of their offsets. */
  public static BatchOffsets of(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
    Map<TopicPartition, Long> first = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> message : messages) {
      TopicPartition partition = new TopicPartition(message.topic(), message.partition());
      first.putIfAbsent(partition, message.offset());
      next.put(partition, new OffsetAndMetadata(message.offset() + 1));
    }
    return new BatchOffsets(first, next);
  }
}
