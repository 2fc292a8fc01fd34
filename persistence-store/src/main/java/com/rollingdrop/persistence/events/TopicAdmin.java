package com.rollingdrop.persistence.events;

import com.rollingdrop.persistence.events.TopicDifference.Remedy;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaAdmins;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares topics with what they should be, and brings them there. Every step takes 15 s at most
 * and throws {@link KafkaException} when Kafka does not answer in time or refuses. Thread-safe.
 */
public final class TopicAdmin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

  private static final int LOOK_EVERY_MS = 100;

  private final Admin admin;

  /** Connects when it is first asked. */
  public TopicAdmin(KafkaAccess access) {
    this.admin = KafkaAdmins.open(access);
  }

  /** Creates what is missing, and names in the log what is there in another shape. */
  void ensure(List<NewTopic> wanted) {
    List<TopicDifference> differences = differences(wanted);
    List<TopicDifference> missing =
        differences.stream().filter(d -> d.remedy() == Remedy.CREATE).toList();
    if (!missing.isEmpty()) {
      apply(wanted, missing);
    }
    differences.stream()
        .filter(difference -> difference.remedy() != Remedy.CREATE)
        .forEach(difference -> LOG.warn("left as it is: {}", difference));
  }

  /** What differs, in the order of the topics. */
  public List<TopicDifference> differences(List<NewTopic> wanted) {
    Collection<String> there = KafkaAdmins.await(admin.listTopics().names());
    List<String> names = wanted.stream().map(NewTopic::name).filter(there::contains).toList();
    Map<String, TopicDescription> shapes =
        KafkaAdmins.await(admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        KafkaAdmins.await(
            admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList()).all());
    List<TopicDifference> differences = new ArrayList<>();
    for (NewTopic topic : wanted) {
      TopicDescription shape = shapes.get(topic.name());
      if (shape == null) {
        differences.add(
            new TopicDifference(topic.name(), "topic", "missing", "there", Remedy.CREATE));
      } else {
        Config config = Objects.requireNonNull(configs.get(resource(topic.name())));
        compare(topic, shape, config, differences);
      }
    }
    return differences;
  }

  private static void compare(
      NewTopic wanted, TopicDescription shape, Config config, List<TopicDifference> differences) {
    int partitions = shape.partitions().size();
    if (partitions != wanted.numPartitions()) {
      differences.add(
          new TopicDifference(
              wanted.name(),
              "partitions",
              Integer.toString(partitions),
              Integer.toString(wanted.numPartitions()),
              partitions < wanted.numPartitions() ? Remedy.ADD_PARTITIONS : Remedy.BY_HAND));
    }
    int replicas = shape.partitions().get(0).replicas().size();
    if (replicas != wanted.replicationFactor()) {
      differences.add(
          new TopicDifference(
              wanted.name(),
              "replicas",
              Integer.toString(replicas),
              Short.toString(wanted.replicationFactor()),
              Remedy.BY_HAND));
    }
    new TreeMap<>(wanted.configs())
        .forEach(
            (key, value) -> {
              ConfigEntry entry = config.get(key);
              String found = entry == null ? "unset" : entry.value();
              if (!value.equals(found)) {
                differences.add(new TopicDifference(wanted.name(), key, found, value, Remedy.SET));
              }
            });
  }

  /**
   * Does away with differences, but those that Kafka can't change in place. What somebody else has
   * done meanwhile is as good.
   *
   * <p>A broker learns a moment later what the controller has done, so it is asked until it says
   * so, for 10 s at most.
   *
   * @param wanted the topics that the differences are about, and perhaps more
   * @return what differs afterwards
   */
  public List<TopicDifference> apply(List<NewTopic> wanted, List<TopicDifference> differences) {
    differences.forEach(difference -> change(wanted, difference));
    Set<TopicDifference> changed = new HashSet<>(differences);
    changed.removeIf(difference -> difference.remedy() == Remedy.BY_HAND);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KafkaAdmins.TIMEOUT_MS);
    List<TopicDifference> left = differences(wanted);
    while (!Collections.disjoint(left, changed) && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS));
      left = differences(wanted);
    }
    return left;
  }

  private void change(List<NewTopic> wanted, TopicDifference difference) {
    switch (difference.remedy()) {
      case CREATE ->
          wanted.stream().filter(t -> t.name().equals(difference.topic())).forEach(this::create);
      case SET -> set(difference);
      case ADD_PARTITIONS -> addPartitions(difference);
      case BY_HAND -> LOG.warn("to be changed by hand: {}", difference);
    }
  }

  private void create(NewTopic topic) {
    try {
      KafkaAdmins.await(admin.createTopics(List.of(topic)).all());
      LOG.info("created topic {} with {} partitions", topic.name(), topic.numPartitions());
    } catch (TopicExistsException e) {
      LOG.debug("somebody else has created topic {}", topic.name());
    }
  }

  private void addPartitions(TopicDifference difference) {
    NewPartitions more = NewPartitions.increaseTo(Integer.parseInt(difference.wanted()));
    try {
      KafkaAdmins.await(admin.createPartitions(Map.of(difference.topic(), more)).all());
    } catch (InvalidPartitionsException e) {
      LOG.debug("somebody else has added partitions to {}", difference.topic(), e);
    }
  }

  private void set(TopicDifference difference) {
    AlterConfigOp operation =
        new AlterConfigOp(
            new ConfigEntry(difference.what(), difference.wanted()), AlterConfigOp.OpType.SET);
    KafkaAdmins.await(
        admin
            .incrementalAlterConfigs(Map.of(resource(difference.topic()), List.of(operation)))
            .all());
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  @Override
  public void close() {
    admin.close();
  }
}
