package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Kafka broker. */
class TopicsIT {
  @TempDir Path directory;

  @Test
  void topicsAreCreatedOnceAndOneOfAnotherShapeIsLeftAsItIs() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(directory);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
      Settings.Kafka settings =
          new TestSettings(directory).with("KAFKA_PORT", kafka.port()).load().kafka();
      String deadLetters = Topics.DEAD_LETTERS;
      admin.createTopics(List.of(new NewTopic(deadLetters, 3, (short) 1))).all().get();

      Topics.ensure(settings);
      Topics.ensure(settings);

      List<NewTopic> wanted = Topics.wanted(settings);
      assertThat(Topics.differences(admin, wanted.get(0))).isEmpty();
      assertThat(Topics.differences(admin, wanted.get(1)))
          .containsEntry("partitions", "is 3, wanted 1")
          .containsEntry("compression.type", "is producer, wanted lz4")
          .containsKey("retention.ms");
    }
  }

  @Test
  void aKafkaThatIsAwayFailsWithinABoundedTime() throws Exception {
    Settings.Kafka settings =
        new TestSettings(directory).with("KAFKA_PORT", FreePorts.next()).load().kafka();

    long startedNs = System.nanoTime();
    assertThatThrownBy(() -> Topics.ensure(settings)).isInstanceOf(KafkaException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - startedNs)).isLessThan(Duration.ofSeconds(20));
  }
}
