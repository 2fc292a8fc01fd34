package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventReader;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.math.BigInteger;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of events, each message counted once however often it was delivered. It is read without
 * a consumer group, so that nobody's place in it moves, and one topic partition after the other:
 * all messages of an event are in one, so that only the ids of one partition are held at a time.
 */
final class KafkaSide implements OtherSide<LedgerKey>, AutoCloseable {
  private static final Duration API_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
  private static final int EMPTY_POLLS_MAX = 40;
  private static final int FETCH_BYTES_MAX = 8 << 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventReader reader = new EventReader();
  private final Hash64 hash = new Hash64();
  private final Map<TopicPartition, Long> begin;
  private final Map<TopicPartition, Long> end;
  private final Map<TopicPartition, Long> lookedTo = new HashMap<>();
  private final Map<String, Seen<LedgerKey>> listed = new HashMap<>();
  private EventView view = new EventView(0, 0);
  private long repeated;

  /** Is told of each event, decoded. */
  @FunctionalInterface
  private interface Reading {
    void event(TransactionEvent event);
  }

  /**
   * Notes where the topic begins and ends.
   *
   * @throws KafkaException when Kafka does not answer, or has no such topic
   */
  KafkaSide(KafkaAccess access) {
    consumer = new KafkaConsumer<>(access.with(configuration()));
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.TRANSACTION_EVENTS, API_TIMEOUT).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new KafkaException("there is no topic " + Topics.TRANSACTION_EVENTS);
      }
      begin = consumer.beginningOffsets(partitions, API_TIMEOUT);
      end = consumer.endOffsets(partitions, API_TIMEOUT);
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      throw e;
    }
  }

  private static Map<String, Object> configuration() {
    return Map.of(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "reconcile",
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        FETCH_BYTES_MAX);
  }

  /** Whether retention has not taken anything yet. */
  boolean isWhole() {
    return begin.values().stream().allMatch(offset -> offset == 0);
  }

  /** Sets what is compared; before anything else. */
  void show(EventView window) {
    view = window;
  }

  @Override
  public Buckets summary() {
    Buckets buckets = new Buckets();
    lookedTo.putAll(end);
    end.forEach(
        (partition, to) -> {
          LongSet known = new LongSet();
          read(
              partition,
              offset(begin, partition),
              to,
              event -> {
                String id = event.id().toString();
                long idHash = hash.of(id);
                if (!view.isWithin(event.timestampMs())) {
                  return;
                }
                if (known.add(idHash)) {
                  buckets.add(
                      Buckets.of(idHash), hash(id, event), BigInteger.valueOf(event.amountMinor()));
                } else {
                  repeated++;
                }
              });
        });
    return buckets;
  }

  @Override
  public void list(BitSet buckets, Consumer<Seen<LedgerKey>> each) {
    Map<String, Seen<LedgerKey>> found = new LinkedHashMap<>();
    end.forEach(
        (partition, to) ->
            read(
                partition,
                offset(begin, partition),
                to,
                event -> {
                  String id = event.id().toString();
                  if (view.isWithin(event.timestampMs()) && buckets.get(Buckets.of(hash.of(id)))) {
                    found.putIfAbsent(id, seen(id, event));
                  }
                }));
    // Later looks read only what has come since.
    listed.clear();
    listed.putAll(found);
    lookedTo.putAll(end);
    found.values().forEach(each);
  }

  @Override
  public void look(Map<String, LedgerKey> wanted, BiConsumer<String, Seen<LedgerKey>> each) {
    listed.keySet().retainAll(wanted.keySet());
    Map<TopicPartition, Long> newEnd = consumer.endOffsets(end.keySet(), API_TIMEOUT);
    newEnd.forEach(
        (partition, to) -> {
          read(
              partition,
              offset(lookedTo, partition),
              to,
              event -> {
                String id = event.id().toString();
                if (wanted.containsKey(id)) {
                  listed.putIfAbsent(id, seen(id, event));
                }
              });
          lookedTo.put(partition, to);
        });
    listed.forEach(each);
  }

  @Override
  public long repeated() {
    return repeated;
  }

  private Seen<LedgerKey> seen(String id, TransactionEvent event) {
    return new Seen<>(
        new LedgerKey(event.userId(), event.transactionId()), 0, hash(id, event), true, true);
  }

  private long hash(String id, TransactionEvent event) {
    return EventView.hash(hash, id, event.sequence(), event.timestampMs(), event.amountMinor());
  }

  private void read(TopicPartition partition, long from, long to, Reading each) {
    if (from >= to) {
      return;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    int empty = 0;
    while (position(partition) < to) {
      List<ConsumerRecord<byte[], byte[]>> messages = consumer.poll(POLL).records(partition);
      empty = messages.isEmpty() ? empty + 1 : 0;
      if (empty > EMPTY_POLLS_MAX) {
        throw new TimeoutException("Kafka gives no messages of " + partition);
      }
      for (ConsumerRecord<byte[], byte[]> message : messages) {
        if (message.offset() < to) {
          decode(message).ifPresent(each::event);
        }
      }
    }
  }

  private long position(TopicPartition partition) {
    return consumer.position(partition, API_TIMEOUT);
  }

  private Optional<TransactionEvent> decode(ConsumerRecord<byte[], byte[]> message) {
    try {
      return Optional.of(reader.read(message));
    } catch (EventFormatException | RuntimeException e) {
      // The sink makes a dead letter of it; the entry for which it stood has no event then.
      return Optional.empty();
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition));
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
