package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.settings.Settings;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts messages on topics as the change data capture does. */
public final class TopicWriter {
  private TopicWriter() {}

  /** Returns when the broker has all of them. */
  public static void send(Settings settings, List<ProducerRecord<byte[], byte[]>> messages) {
    try (EventDelivery delivery = delivery(settings)) {
      delivery.deliver(messages);
    }
  }

  /** A delivery that nobody watches. */
  public static EventDelivery delivery(Settings settings) {
    EventDelivery.Watcher nobody =
        new EventDelivery.Watcher() {
          @Override
          public void onFailure(int count) {}

          @Override
          public void onRefused(ProducerRecord<byte[], byte[]> message) {}
        };
    return new EventDelivery(settings.kafka(), "test", nobody, new StopSignal());
  }
}
