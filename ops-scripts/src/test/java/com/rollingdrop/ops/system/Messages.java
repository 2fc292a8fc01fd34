package com.rollingdrop.ops.system;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The messages of a system that is up, read as its broker. */
final class Messages {
  private Messages() {}

  /** The broker itself, which may do everything. */
  static KafkaAccess asBroker(Settings settings, Secrets secrets) {
    return KafkaAccess.withCertificate(
        "127.0.0.1:" + settings.kafka().internalPort(),
        secrets.text(Secret.KAFKA_CA_CERTIFICATE),
        secrets.text(Secret.KAFKA_BROKER_KEY));
  }

  /** What a header says on each message of a key that is on the topic now; "none" without it. */
  static List<String> header(Settings settings, String topic, String key, String header) {
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : all(settings, topic)) {
      if (new String(message.key(), StandardCharsets.UTF_8).equals(key)) {
        Header found = message.headers().lastHeader(header);
        values.add(found == null ? "none" : new String(found.value(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /** The messages that are on the topic now. */
  static List<ConsumerRecord<byte[], byte[]>> all(Settings settings, String topic) {
    KafkaAccess access = asBroker(settings, new Secrets(settings.secrets(), Map.of()));
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        SecuredKafka.consumer(access.with(Map.of()), null)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
      }
    }
    return messages;
  }
}
