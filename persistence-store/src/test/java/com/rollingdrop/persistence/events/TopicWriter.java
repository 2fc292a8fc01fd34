package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts messages on topics as the change data capture does. */
public final class TopicWriter {
  private static final int MINUTES_MAX = 2;

  private TopicWriter() {}

  /**
   * Returns when the broker has all of them.
   *
   * @throws StoppedException when it has not after two minutes
   */
  public static void send(Settings settings, List<ProducerRecord<byte[], byte[]>> messages) {
    StopSignal stop = new StopSignal();
    CompletableFuture.delayedExecutor(MINUTES_MAX, TimeUnit.MINUTES).execute(stop::request);
    try (EventDelivery delivery = delivery(settings, stop)) {
      delivery.deliver(messages);
    }
  }

  /** A delivery that nobody watches. */
  public static EventDelivery delivery(Settings settings) {
    return delivery(settings, new StopSignal());
  }

  private static EventDelivery delivery(Settings settings, StopSignal stop) {
    EventDelivery.Watcher nobody =
        new EventDelivery.Watcher() {
          @Override
          public void onFailure(int count) {}

          @Override
          public void onRefused(ProducerRecord<byte[], byte[]> message) {}
        };
    return new EventDelivery(KafkaAccess.of(settings, KafkaUser.CDC), "test", nobody, stop);
  }
}
