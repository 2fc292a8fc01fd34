package com.rollingdrop.persistence.principals;

import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What each part of the system may do in Kafka: what it does, and no more. */
public final class ServiceGrants {
  /** Topics that the change data capture and the sinks make sure of when they start. */
  private static final List<String> CAPTURED =
      List.of(
          Topics.TRANSACTION_EVENTS,
          Topics.INVENTORY_UPDATES,
          Topics.ADMIN_OPERATIONS,
          Topics.DEAD_LETTERS,
          Topics.MIRROR_CHANGES);

  private static final AclOperation[] MAKE_SURE = {
    AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS
  };

  private final String userName;
  private final Set<AclBinding> rules = new HashSet<>();

  private ServiceGrants(KafkaUser user) {
    userName = user.userName();
  }

  /** The grant of a part of the system. */
  public static Grant of(KafkaUser user) {
    ServiceGrants grants = new ServiceGrants(user);
    switch (user) {
      case CDC -> grants.ofCapture();
      case SINKS -> grants.ofSinks();
      case FRAUD -> grants.ofFraudDetection();
      case RECONCILE -> grants.topic(Topics.TRANSACTION_EVENTS, AclOperation.READ);
      case OPS -> grants.ofOperator();
    }
    return Grant.of(grants.userName, grants.rules);
  }

  private void ofCapture() {
    for (String topic : CAPTURED) {
      topic(topic, MAKE_SURE);
      topic(topic, AclOperation.WRITE);
    }
  }

  private void ofSinks() {
    CAPTURED.forEach(topic -> topic(topic, MAKE_SURE));
    topic(Topics.TRANSACTION_EVENTS, AclOperation.READ);
    topic(Topics.MIRROR_CHANGES, AclOperation.READ);
    topic(Topics.DEAD_LETTERS, AclOperation.WRITE);
    group(Groups.CLICKHOUSE_SINK);
    group(Groups.MIRROR_REPAIR);
  }

  private void ofFraudDetection() {
    CAPTURED.forEach(topic -> topic(topic, MAKE_SURE));
    topic(Topics.FRAUD_SIGNALS, MAKE_SURE);
    topic(Topics.TRANSACTION_EVENTS, AclOperation.READ);
    topic(Topics.FRAUD_SIGNALS, AclOperation.READ, AclOperation.WRITE);
    group(Groups.FRAUD_DETECTION);
    group(Groups.FRAUD_SIGNAL_SINK);
    // The state of Kafka Streams has topics of its own, and exactly once takes transactions.
    own(ResourceType.TOPIC, MAKE_SURE);
    own(ResourceType.TOPIC, AclOperation.READ, AclOperation.WRITE);
    own(ResourceType.TRANSACTIONAL_ID, AclOperation.DESCRIBE, AclOperation.WRITE);
  }

  private void own(ResourceType type, AclOperation... operations) {
    for (AclOperation operation : operations) {
      rules.add(
          Grant.allow(
              userName, type, PatternType.PREFIXED, Groups.FRAUD_DETECTION + "-", operation));
    }
  }

  private void ofOperator() {
    // Whoever may alter the cluster may give himself any right: it is the key to the house.
    for (AclOperation operation :
        List.of(
            AclOperation.ALTER,
            AclOperation.ALTER_CONFIGS,
            AclOperation.CREATE,
            AclOperation.DESCRIBE,
            AclOperation.DESCRIBE_CONFIGS)) {
      allow(ResourceType.CLUSTER, Resource.CLUSTER_NAME, operation);
      topic(ResourcePattern.WILDCARD_RESOURCE, operation);
    }
  }

  private void topic(String topic, AclOperation... operations) {
    for (AclOperation operation : operations) {
      allow(ResourceType.TOPIC, topic, operation);
    }
  }

  private void group(String group) {
    allow(ResourceType.GROUP, group, AclOperation.READ);
  }

  private void allow(ResourceType type, String resource, AclOperation operation) {
    rules.add(Grant.allow(userName, type, PatternType.LITERAL, resource, operation));
  }
}
