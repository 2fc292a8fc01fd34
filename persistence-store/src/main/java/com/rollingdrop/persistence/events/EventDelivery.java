package com.rollingdrop.persistence.events;

import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings batches of messages to Kafka, however long that takes.
 *
 * <p>{@link #deliver} returns only when Kafka has acknowledged every message. While Kafka fails it
 * retries in place, with what is not acknowledged yet, in the same order, and with a new producer:
 * after a delivery timeout the old one may be beyond repair (fenced, out of sequence), and a new
 * one is cheap at the pace of retries. A message whose acknowledgement was lost is sent again, so a
 * message may be on the topic more than once; its id tells.
 *
 * <p>For one thread; the {@link StopSignal} may come from any.
 */
public final class EventDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

  private static final int BATCH_BYTES = 102_400; // the plan's 100 KB
  private static final int BUFFER_BYTES = 16 << 20;
  private static final int LINGER_MS = 5;
  private static final int REQUEST_TIMEOUT_MS = 4_000;
  private static final int DELIVERY_TIMEOUT_MS = 8_000;
  private static final int METADATA_WAIT_MS = 4_000;
  private static final long RETRY_FIRST_MS = 100;
  private static final long RETRY_MAX_MS = 5_000;

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Watcher watcher;
  private final StopSignal stop;
  private @Nullable Producer<byte[], byte[]> producer;

  /** Learns how the delivery goes. */
  public interface Watcher {
    /** Messages of a batch were not acknowledged; they will be sent again. */
    void onFailure(int messages);

    /** Kafka will never take this message; it goes to the dead letters. */
    void onRefused(ProducerRecord<byte[], byte[]> message);
  }

  /**
   * @param clientId under which the broker knows this producer
   */
  public EventDelivery(KafkaAccess access, String clientId, Watcher watcher, StopSignal stop) {
    this(() -> new KafkaProducer<>(access.with(configuration(clientId))), watcher, stop);
  }

  EventDelivery(Supplier<Producer<byte[], byte[]>> producers, Watcher watcher, StopSignal stop) {
    this.producers = producers;
    this.watcher = watcher;
    this.stop = stop;
  }

  /**
   * Sends the messages in order and returns when Kafka holds each of them.
   *
   * @throws StoppedException when a stop was asked for before that
   */
  public void deliver(List<ProducerRecord<byte[], byte[]>> messages) {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    List<ProducerRecord<byte[], byte[]>> pending = messages;
    while (!pending.isEmpty()) {
      if (stop.isRequested()) {
        throw new StoppedException();
      }
      Attempt attempt = attempt(pending);
      pending = attempt.unacknowledged;
      KafkaException failure = attempt.failure;
      if (failure != null) {
        watcher.onFailure(pending.size());
        long waitMs = backoff.nextMs();
        LOG.warn(
            "Kafka did not take {} messages, next attempt in {} ms: {}",
            pending.size(),
            waitMs,
            failure.toString());
        discardProducer();
        if (stop.sleep(waitMs)) {
          throw new StoppedException();
        }
      }
    }
  }

  /**
   * Outcome of one attempt: the messages to send again, and why if it wasn't only that Kafka
   * refused single ones, whose dead letters then are among them.
   */
  private record Attempt(
      List<ProducerRecord<byte[], byte[]>> unacknowledged, @Nullable KafkaException failure) {}

  private Attempt attempt(List<ProducerRecord<byte[], byte[]>> messages) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
    KafkaException failure = null;
    try {
      Producer<byte[], byte[]> current = producer();
      for (ProducerRecord<byte[], byte[]> message : messages) {
        Future<RecordMetadata> future = current.send(message);
        sent.add(future);
        // A send that fails at once waited for metadata in vain; the next ones would wait as long.
        if (future.isDone() && isOutage(failureOf(future))) {
          break;
        }
      }
      current.flush();
    } catch (KafkaException e) {
      failure = e;
    } catch (IllegalStateException e) {
      failure = new KafkaException(e); // the producer is closed or fenced
    }
    List<ProducerRecord<byte[], byte[]>> unacknowledged = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      ProducerRecord<byte[], byte[]> message = messages.get(i);
      if (i >= sent.size()) {
        unacknowledged.add(message);
        continue;
      }
      KafkaException reason = failureOf(sent.get(i));
      if (reason == null) {
        continue;
      }
      if (isOutage(reason)) {
        failure = failure == null ? reason : failure;
        unacknowledged.add(message);
      } else {
        watcher.onRefused(message);
        deadLetterOf(message, reason).ifPresent(unacknowledged::add);
      }
    }
    return new Attempt(unacknowledged, failure);
  }

  private static Optional<ProducerRecord<byte[], byte[]>> deadLetterOf(
      ProducerRecord<byte[], byte[]> message, KafkaException reason) {
    if (message.topic().equals(Topics.DEAD_LETTERS) && message.value() == null) {
      LOG.error("Kafka refuses even an empty dead letter, it is dropped: {}", message, reason);
      return Optional.empty();
    }
    LOG.error("Kafka refuses a message for {}, it becomes a dead letter", message.topic(), reason);
    // Without the body: it may be what Kafka refuses.
    return Optional.of(DeadLetters.letter(message.key(), null, message.topic(), reason.toString()));
  }

  /**
   * Null when the message was acknowledged. A message without an answer by now counts as failed.
   */
  private static @Nullable KafkaException failureOf(Future<RecordMetadata> future) {
    if (!future.isDone()) {
      return new KafkaException("no answer");
    }
    try {
      future.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof KafkaException cause
          ? cause
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new KafkaException("interrupted", e);
    }
  }

  private static boolean isOutage(@Nullable KafkaException failure) {
    return failure != null
        && !(failure instanceof RecordTooLargeException)
        && !(failure instanceof InvalidRecordException);
  }

  private Producer<byte[], byte[]> producer() {
    Producer<byte[], byte[]> current = producer;
    if (current == null) {
      current = producers.get();
      producer = current;
    }
    return current;
  }

  private void discardProducer() {
    Producer<byte[], byte[]> current = producer;
    producer = null;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  /** Gives up what is on its way; {@link #deliver} leaves nothing there. */
  @Override
  public void close() {
    discardProducer();
  }

  private static Map<String, Object> configuration(String clientId) {
    return Map.ofEntries(
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
        Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) METADATA_WAIT_MS));
  }
}
