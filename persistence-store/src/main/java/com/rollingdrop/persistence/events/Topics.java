package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.TopicSettings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the system: their names, and the shape that the settings ask for. */
public final class Topics {
  /** One message per transaction, keyed by user id. */
  public static final String TRANSACTION_EVENTS = "transaction-events";

  /** One message per transaction that moved items or put them up for sale, keyed by user id. */
  public static final String INVENTORY_UPDATES = "inventory-updates";

  /** What administrators did: asked for, and what came of it; keyed by operation. */
  public static final String ADMIN_OPERATIONS = "admin-operations";

  /** Transactions of partners' players, keyed by partner id. */
  public static final String PARTNER_TRANSACTIONS = "partner-transactions";

  /** Changed inventories of partners' players, keyed by partner id. */
  public static final String PARTNER_INVENTORY_UPDATES = "partner-inventory-updates";

  /** Openings of partners' players, keyed by partner id. */
  public static final String PARTNER_BOX_OPENINGS = "partner-box-openings";

  /** What could not become an event, or could not be read as one; for people to look at. */
  public static final String DEAD_LETTERS = "transaction-events-dead-letters";

  /** Which rows of the mirror changed, for the repair; keyed by player id or box id. */
  public static final String MIRROR_CHANGES = "mirror-changes";

  /** What looks like fraud in the transactions, keyed by user id. */
  public static final String FRAUD_SIGNALS = "fraud-signals";

  private static final int DEAD_LETTER_PARTITIONS = 1;
  private static final int DEAD_LETTER_RETENTION_HOURS = 30 * 24;

  private Topics() {}

  /**
   * Creates the topics that the change data capture writes to where they are missing. One that
   * exists in another shape is left as it is and named in the log: to change it is a decision with
   * consequences (more partitions move keys), which a person takes with {@code ops-scripts/topics}.
   *
   * <p>Any number of processes may do this at the same time. Takes 10 s for each step at most.
   *
   * @throws KafkaException when Kafka does not answer in time or refuses
   */
  public static void ensure(Settings.Kafka kafka, KafkaAccess access) {
    try (TopicAdmin admin = new TopicAdmin(access)) {
      admin.ensure(captured(kafka));
    }
  }

  /**
   * Creates the topics that the fraud detection reads and writes where they are missing, as {@link
   * #ensure} does.
   *
   * @throws KafkaException when Kafka does not answer in time or refuses
   */
  public static void ensureForFraud(Settings.Kafka kafka, KafkaAccess access) {
    try (TopicAdmin admin = new TopicAdmin(access)) {
      admin.ensure(
          Stream.concat(
                  captured(kafka).stream().filter(one -> one.name().equals(TRANSACTION_EVENTS)),
                  Stream.of(fraudSignals(kafka)))
              .toList());
    }
  }

  private static NewTopic fraudSignals(Settings.Kafka kafka) {
    return topic(
        FRAUD_SIGNALS,
        kafka.topics().fraudSignalsPartitions(),
        kafka.topics().fraudSignalsRetentionHours(),
        kafka);
  }

  /** What the change data capture writes to. */
  static List<NewTopic> captured(Settings.Kafka kafka) {
    TopicSettings shapes = kafka.topics();
    return List.of(
        topic(
            TRANSACTION_EVENTS,
            shapes.transactionEventsPartitions(),
            shapes.transactionEventsRetentionHours(),
            kafka),
        topic(
            INVENTORY_UPDATES,
            shapes.inventoryUpdatesPartitions(),
            shapes.inventoryUpdatesRetentionHours(),
            kafka),
        topic(
            ADMIN_OPERATIONS,
            shapes.adminOperationsPartitions(),
            shapes.adminOperationsRetentionHours(),
            kafka),
        topic(DEAD_LETTERS, DEAD_LETTER_PARTITIONS, DEAD_LETTER_RETENTION_HOURS, kafka),
        topic(
            MIRROR_CHANGES,
            shapes.mirrorChangesPartitions(),
            shapes.mirrorChangesRetentionHours(),
            kafka));
  }

  /** Every topic that is not one partner's own. */
  public static List<NewTopic> all(Settings.Kafka kafka) {
    TopicSettings shapes = kafka.topics();
    List<NewTopic> others =
        List.of(
            topic(
                PARTNER_TRANSACTIONS,
                shapes.partnerTransactionsPartitions(),
                shapes.partnerTransactionsRetentionHours(),
                kafka),
            topic(
                PARTNER_INVENTORY_UPDATES,
                shapes.partnerInventoryUpdatesPartitions(),
                shapes.partnerInventoryUpdatesRetentionHours(),
                kafka),
            topic(
                PARTNER_BOX_OPENINGS,
                shapes.partnerBoxOpeningsPartitions(),
                shapes.partnerBoxOpeningsRetentionHours(),
                kafka),
            fraudSignals(kafka));
    return Stream.concat(captured(kafka).stream(), others.stream()).toList();
  }

  /**
   * A partner's own topic.
   *
   * @param partnerId of characters that a topic's name may have
   */
  public static NewTopic partnerNotifications(Settings.Kafka kafka, String partnerId) {
    return topic(
        "partner-" + partnerId + "-notifications",
        1,
        kafka.topics().partnerNotificationsRetentionHours(),
        kafka);
  }

  private static NewTopic topic(
      String name, int partitions, int retentionHours, Settings.Kafka kafka) {
    int replicas = kafka.replicationFactor();
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
}
