package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventDeliveryTest {
  private final StopSignal stop = new StopSignal();
  private final List<String> taken = new ArrayList<>();
  private final List<Integer> failures = new ArrayList<>();
  private final List<Broken> producers = new ArrayList<>();

  @Test
  void onlyWhatWasNotAcknowledgedIsSentAgainAndInItsOrder() {
    EventDelivery delivery =
        delivery(message -> producers.size() == 1 && text(message).equals("b"));

    delivery.deliver(List.of(message("a"), message("b"), message("c")));

    // c is not even tried after b failed at once.
    assertThat(taken).containsExactly("a", "b", "c");
    assertThat(failures).containsExactly(2);
    assertThat(producers).hasSize(2);
  }

  @Test
  void aMessageThatKafkaNeverTakesBecomesADeadLetterAndThoseBehindItArrive() {
    EventDelivery delivery = delivery(message -> false);

    delivery.deliver(List.of(message("a"), message("too large"), message("c")));

    assertThat(taken).containsExactly("a", "c", "null of transaction-events-dead-letters");
    assertThat(failures).isEmpty();
  }

  @Test
  void aStopEndsTheRetriesOfAnOutage() {
    EventDelivery delivery =
        delivery(
            message -> {
              if (producers.size() == 3) {
                stop.request();
              }
              return true;
            });

    assertThatThrownBy(() -> delivery.deliver(List.of(message("a"))))
        .isInstanceOf(StoppedException.class);
    assertThat(taken).isEmpty();
  }

  private EventDelivery delivery(Predicate<ProducerRecord<byte[], byte[]>> fails) {
    return new EventDelivery(
        () -> {
          Broken producer = new Broken(fails);
          producers.add(producer);
          return producer;
        },
        new EventDelivery.Watcher() {
          @Override
          public void onFailure(int messages) {
            failures.add(messages);
          }

          @Override
          public void onRefused(ProducerRecord<byte[], byte[]> message) {}
        },
        stop);
  }

  private static ProducerRecord<byte[], byte[]> message(String text) {
    return new ProducerRecord<>(
        Topics.TRANSACTION_EVENTS, new byte[0], text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ProducerRecord<byte[], byte[]> message) {
    return message.value() == null
        ? "null of " + message.topic()
        : new String(message.value(), StandardCharsets.UTF_8);
  }

  private final class Broken extends MockProducer<byte[], byte[]> {
    private final Predicate<ProducerRecord<byte[], byte[]>> fails;

    Broken(Predicate<ProducerRecord<byte[], byte[]>> fails) {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.fails = fails;
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> message, @Nullable Callback callback) {
      Future<RecordMetadata> future = super.send(message, callback);
      if (fails.test(message)) {
        errorNext(new TimeoutException("on purpose"));
      } else if (text(message).equals("too large")) {
        errorNext(new RecordTooLargeException("on purpose"));
      } else {
        completeNext();
        taken.add(text(message));
      }
      return future;
    }
  }
}
