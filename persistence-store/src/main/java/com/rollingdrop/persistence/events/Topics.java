package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of the system: their names, and that they exist in the shape the settings ask for. */
public final class Topics {
  /** One message per transaction, keyed by user id. */
  public static final String TRANSACTION_EVENTS = "transaction-events";

  /** What could not become an event, or could not be read as one; for people to look at. */
  public static final String DEAD_LETTERS = "transaction-events-dead-letters";

  /** Which rows of the mirror changed, for the repair; keyed by player id or box id. */
  public static final String MIRROR_CHANGES = "mirror-changes";

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int TIMEOUT_MS = 10_000;
  private static final int DEAD_LETTER_PARTITIONS = 1;
  private static final long DEAD_LETTER_RETENTION_HOURS = 30 * 24;

  private Topics() {}

  /**
   * Creates the topics that are missing. A topic that exists in another shape is left as it is and
   * named in the log: to change it is a decision with consequences (more partitions move keys).
   *
   * <p>Any number of processes may do this at the same time. Takes 10 s for each step at most.
   *
   * @throws KafkaException when Kafka does not answer in time or refuses
   */
  public static void ensure(Settings.Kafka kafka) {
    try (Admin admin = Admin.create(adminConfiguration(kafka))) {
      for (NewTopic topic : wanted(kafka)) {
        ensure(admin, topic);
      }
    }
  }

  static List<NewTopic> wanted(Settings.Kafka kafka) {
    return List.of(
        topic(
            TRANSACTION_EVENTS,
            kafka.transactionEventsPartitions(),
            kafka.transactionEventsRetentionHours(),
            kafka.replicationFactor()),
        topic(
            DEAD_LETTERS,
            DEAD_LETTER_PARTITIONS,
            DEAD_LETTER_RETENTION_HOURS,
            kafka.replicationFactor()),
        topic(
            MIRROR_CHANGES,
            kafka.mirrorChangesPartitions(),
            kafka.mirrorChangesRetentionHours(),
            kafka.replicationFactor()));
  }

  private static NewTopic topic(String name, int partitions, long retentionHours, int replicas) {
    // With three replicas or more, an acknowledged message is on two at least, as the plan has it.
    int inSyncMin = replicas >= 3 ? 2 : 1;
    return new NewTopic(name, partitions, (short) replicas)
        .configs(
            Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(TimeUnit.HOURS.toMillis(retentionHours)),
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                TopicConfig.CLEANUP_POLICY_CONFIG,
                "delete",
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(inSyncMin)));
  }

  private static Map<String, Object> adminConfiguration(Settings.Kafka kafka) {
    return Map.of(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        kafka.servers(),
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        REQUEST_TIMEOUT_MS,
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        TIMEOUT_MS);
  }

  private static void ensure(Admin admin, NewTopic topic) {
    try {
      await(admin.createTopics(List.of(topic)).all());
      LOG.info("created topic {} with {} partitions", topic.name(), topic.numPartitions());
    } catch (TopicExistsException e) {
      Map<String, String> differences = differences(admin, topic);
      if (!differences.isEmpty()) {
        LOG.warn(
            "topic {} exists in another shape than the settings ask for, and is left so: {}",
            topic.name(),
            differences);
      }
    }
  }

  /** What differs, each as {@code found, but wanted}; empty when the topic is as wanted. */
  static Map<String, String> differences(Admin admin, NewTopic wanted) {
    String name = wanted.name();
    TopicDescription found =
        Objects.requireNonNull(
            await(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config =
        Objects.requireNonNull(await(admin.describeConfigs(List.of(resource)).all()).get(resource));

    Map<String, String> differences = new TreeMap<>();
    compare(differences, "partitions", found.partitions().size(), wanted.numPartitions());
    compare(
        differences,
        "replicas",
        found.partitions().get(0).replicas().size(),
        wanted.replicationFactor());
    wanted
        .configs()
        .forEach(
            (key, value) -> {
              ConfigEntry entry = config.get(key);
              compare(differences, key, entry == null ? "unset" : entry.value(), value);
            });
    return differences;
  }

  private static void compare(
      Map<String, String> differences, String what, Object found, Object wanted) {
    if (!found.toString().equals(wanted.toString())) {
      differences.put(what, "is " + found + ", wanted " + wanted);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MS + REQUEST_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("Kafka did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
