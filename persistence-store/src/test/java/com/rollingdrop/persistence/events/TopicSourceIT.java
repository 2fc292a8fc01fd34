package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Kafka broker. */
class TopicSourceIT {
  @TempDir Path directory;

  @Test
  void aReaderWithoutPartitionsStillTellsWhetherKafkaAnswers() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"))) {
      Settings settings = new TestSettings(directory).with("KAFKA_PORT", kafka.port()).load();
      KafkaAccess access = KafkaAccess.of(settings, KafkaUser.SINKS);
      Topics.ensure(settings.kafka(), access);
      try (TopicSource source =
          new TopicSource(access, Topics.TRANSACTION_EVENTS, Groups.CLICKHOUSE_SINK, 10, 100)) {
        // Not polled yet, so it has none.
        assertThat(source.lag(Map.of())).isZero();

        kafka.kill();

        assertThatThrownBy(() -> source.lag(Map.of())).isInstanceOf(KafkaException.class);
      }
    }
  }
}
