package com.rollingdrop.persistence.events;

import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reader's end of a topic: its share of the partitions, one batch at a time. For one thread. */
public final class TopicSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicSource.class);

  private static final Duration API_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  /** A killed reader's partitions are given to another one after this time. */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  /** Longer than one attempt at a batch can take, with every timeout on the way. */
  private static final int POLL_INTERVAL_MAX_MS = 5 * 60_000;

  private static final int FETCH_BYTES_MAX = 16 << 20;
  private static final long HOLD_STEP_MS = 500;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration pollTime;
  private final Map<TopicPartition, OffsetAndMetadata> toCommit = new HashMap<>();
  private final Set<TopicPartition> held = new HashSet<>();
  private boolean holding;

  /**
   * @param group of consumers; all processes of it share the partitions among them
   * @param messagesMax most messages of one {@link #poll}
   * @param pollMs how long one poll waits for messages
   */
  public TopicSource(KafkaAccess access, String topic, String group, int messagesMax, int pollMs) {
    consumer = new KafkaConsumer<>(access.with(configuration(group, messagesMax)));
    pollTime = Duration.ofMillis(pollMs);
    consumer.subscribe(List.of(topic), new Listener());
  }

  /** The next messages; none when there are none within the poll's time. */
  public ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(pollTime);
  }

  /** The batch is done: its offsets go with the next {@link #commit}. */
  public void done(BatchOffsets batch) {
    toCommit.putAll(batch.next());
  }

  /**
   * Commits what is done. What fails is tried again with the next call; lost, it is redelivered.
   */
  public void commit() {
    toCommit.keySet().retainAll(consumer.assignment());
    if (toCommit.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(toCommit, API_TIMEOUT);
      toCommit.clear();
    } catch (KafkaException e) {
      LOG.warn("could not commit offsets yet: {}", e.toString());
    }
  }

  /**
   * Waits this long with the batch in hand: takes no further messages, but stays in the group.
   *
   * @return false when a partition of the batch was taken away; then those that remain are set back
   *     to where the batch began
   */
  public boolean hold(BatchOffsets batch, long waitMs, StopSignal stop) {
    held.addAll(batch.first().keySet());
    holding = true;
    try {
      long untilNs = System.nanoTime() + waitMs * 1_000_000;
      do {
        consumer.pause(consumer.assignment());
        rewind(consumer.poll(Duration.ZERO));
        if (!held.containsAll(batch.first().keySet())) {
          giveUp(batch);
          return false;
        }
        long leftMs = (untilNs - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0 || stop.sleep(Math.min(leftMs, HOLD_STEP_MS))) {
          return true;
        }
      } while (true);
    } finally {
      holding = false;
      held.clear();
      consumer.resume(consumer.paused());
    }
  }

  // All is paused, so there should be none; but lost they must not be.
  private void rewind(ConsumerRecords<byte[], byte[]> unwanted) {
    for (TopicPartition partition : unwanted.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = unwanted.records(partition);
      consumer.seek(partition, records.get(0).offset());
    }
  }

  private void giveUp(BatchOffsets batch) {
    batch
        .first()
        .forEach(
            (partition, offset) -> {
              if (held.contains(partition)) {
                consumer.seek(partition, offset);
              }
            });
  }

  /**
   * How many messages of this reader's partitions are not done yet. Asks Kafka even when it has no
   * partitions, as after an outage that was longer than its session: that it returns shows that
   * Kafka answers.
   *
   * @param inHand where partitions of a batch that is not done yet begin
   * @throws KafkaException when Kafka does not answer in time
   */
  public long lag(Map<TopicPartition, Long> inHand) {
    Set<TopicPartition> assigned = consumer.assignment();
    if (assigned.isEmpty()) {
      consumer.listTopics(API_TIMEOUT);
      return 0;
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(assigned, API_TIMEOUT);
    long lag = 0;
    for (TopicPartition partition : assigned) {
      Long end = ends.get(partition);
      Long first = inHand.get(partition);
      if (end != null) {
        long done = first != null ? first : consumer.position(partition, API_TIMEOUT);
        lag += Math.max(0, end - done);
      }
    }
    return lag;
  }

  @Override
  public void close() {
    commit();
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }

  private static Map<String, Object> configuration(String group, int messagesMax) {
    return Map.ofEntries(
        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
        Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, group),
        Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
        // Of messages that were sent in a transaction only those that count.
        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, messagesMax),
        Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MAX_MS),
        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS),
        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MS / 4),
        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX));
  }

  /** Keeps track of what this reader may still do with the batch that it holds. */
  private final class Listener implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (holding) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!holding) {
        commit();
      }
      held.removeAll(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      held.removeAll(partitions);
      toCommit.keySet().removeAll(partitions);
    }
  }
}
