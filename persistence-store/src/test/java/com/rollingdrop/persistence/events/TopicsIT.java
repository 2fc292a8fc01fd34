package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  void topicsAreCreatedOnceAndOneOfAnotherShapeIsLeftAsItIsUntilAskedFor() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(directory);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
      Settings all = new TestSettings(directory).with("KAFKA_PORT", kafka.port()).load();
      Settings.Kafka settings = all.kafka();
      KafkaAccess access = KafkaAccess.of(all, KafkaUser.OPS);
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.DEAD_LETTERS, 3, (short) 1),
                  new NewTopic(Topics.ADMIN_OPERATIONS, 2, (short) 1)))
          .all()
          .get();

      Topics.ensure(settings, access);
      Topics.ensure(settings, access);

      List<NewTopic> wanted = new ArrayList<>(Topics.all(settings));
      wanted.add(Topics.partnerNotifications(settings, "acme"));
      try (TopicAdmin topics = new TopicAdmin(access)) {
        List<TopicDifference> found = topics.differences(wanted);
        assertThat(found)
            .extracting(TopicDifference::toString)
            .contains(
                "transaction-events-dead-letters: partitions is 3, wanted 1",
                "transaction-events-dead-letters: compression.type is producer, wanted lz4",
                "admin-operations: partitions is 2, wanted 5",
                "partner-box-openings: topic is missing, wanted there",
                "partner-acme-notifications: topic is missing, wanted there");
        assertThat(found)
            .extracting(TopicDifference::topic)
            .doesNotContain(Topics.TRANSACTION_EVENTS, Topics.INVENTORY_UPDATES);

        topics.apply(wanted, found);

        assertThat(topics.apply(wanted, found))
            .as("fewer partitions are left to people")
            .containsExactly(
                new TopicDifference(
                    Topics.DEAD_LETTERS, "partitions", "3", "1", TopicDifference.Remedy.BY_HAND));
      }
    }
  }

  @Test
  void aKafkaThatIsAwayFailsWithinABoundedTime() throws Exception {
    Settings settings = new TestSettings(directory).with("KAFKA_PORT", FreePorts.next()).load();
    KafkaAccess access = KafkaAccess.of(settings, KafkaUser.OPS);

    long startedNs = System.nanoTime();
    assertThatThrownBy(() -> Topics.ensure(settings.kafka(), access))
        .isInstanceOf(KafkaException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - startedNs)).isLessThan(Duration.ofSeconds(20));
  }
}
