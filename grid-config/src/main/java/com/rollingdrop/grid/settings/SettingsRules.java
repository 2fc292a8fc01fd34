package com.rollingdrop.grid.settings;

import java.util.ArrayList;
import java.util.List;

/** What a value must satisfy beyond its type. */
final class SettingsRules {
  private static final int PORT_MIN = 1024;
  private static final int PORT_MAX = 65_535;

  /** Nodes count up from the base port, so it leaves room for them. */
  private static final int NODES_MAX = 64;

  private final List<String> problems = new ArrayList<>();

  private SettingsRules() {}

  static void check(Settings s) {
    SettingsRules rules = new SettingsRules();
    rules.all(s);
    if (!rules.problems.isEmpty()) {
      throw new BadSettingsException(rules.problems);
    }
  }

  private void all(Settings s) {
    if (!s.currency().matches("[A-Z]{3}")) {
      problem("currency", "must be an ISO 4217 code of three capital letters", s.currency());
    }
    range("rules.market-fee-basis-points", s.rules().marketFeeBasisPoints(), 0, 5_000);
    range("rules.limit-raise-delay-hours", s.rules().limitRaiseDelayHours(), 1, 8_760);

    port("api.port", s.api().port(), PORT_MAX);
    port("api.management-port", s.api().managementPort(), PORT_MAX);
    range("api.max-body-bytes", s.api().maxBodyBytes(), 1_024, 16 << 20);
    range("api.max-threads", s.api().maxThreads(), 4, 2_000);

    range("gateway.batch-max", s.gateway().batchMax(), 1, 1_024);
    range("gateway.batch-bytes-max", s.gateway().batchBytesMax(), 1_024, 16 << 20);
    range("gateway.in-flight-max", s.gateway().inFlightMax(), 1, 64);
    range("gateway.queue-max", s.gateway().queueMax(), 1, 1_000_000);
    range("gateway.queue-max-per-player", s.gateway().queueMaxPerPlayer(), 1, 1_000_000);
    range("gateway.timeout-ms", s.gateway().timeoutMs(), 100, 120_000);

    Settings.Grid grid = s.grid();
    range("grid.node-index", grid.nodeIndex(), 1, NODES_MAX);
    port("grid.discovery-port", grid.discoveryPort(), PORT_MAX - NODES_MAX);
    port("grid.communication-port", grid.communicationPort(), PORT_MAX - NODES_MAX);
    port("grid.client-port", grid.clientPort(), PORT_MAX - NODES_MAX);
    port("grid.management-port", grid.managementPort(), PORT_MAX - NODES_MAX);
    range("grid.data-region-mb", grid.dataRegionMb(), 64, 1 << 20);
    range("grid.backups", grid.backups(), 0, 7);
    range("grid.partitions", grid.partitions(), 1, 65_000);
    range("grid.wal-segment-mb", grid.walSegmentMb(), 1, 1_024);
    range("grid.wal-archive-max-mb", grid.walArchiveMaxMb(), 4L * grid.walSegmentMb(), 1 << 20);
    range("grid.wal-force-archive-ms", grid.walForceArchiveMs(), 100, 60_000);
    range("grid.checkpoint-frequency-s", grid.checkpointFrequencyS(), 1, 86_400);
    range("grid.checkpoint-threads", grid.checkpointThreads(), 1, 64);
    range("grid.transaction-timeout-ms", grid.transactionTimeoutMs(), 100, 120_000);

    range("audit.players-per-second", s.audit().playersPerSecond(), 0, 100_000);

    port("postgres.port", s.postgres().port(), PORT_MAX);
    range("postgres.pool-max", s.postgres().poolMax(), 1, 100);
    range("postgres.connect-timeout-ms", s.postgres().connectTimeoutMs(), 250, 60_000);
    range("mirror.buffer-max", s.mirror().bufferMax(), 16, 1 << 20);
    range("mirror.flush-frequency-ms", s.mirror().flushFrequencyMs(), 10, 60_000);
    range("mirror.batch-max", s.mirror().batchMax(), 1, 10_000);
    Settings.Repair repair = s.repair();
    range("repair.delay-ms", repair.delayMs(), 100, 600_000);
    range("repair.batch-max", repair.batchMax(), 1, 5_000);
    range("repair.reject-attempts-max", repair.rejectAttemptsMax(), 1, 100);

    port("kafka.port", s.kafka().port(), PORT_MAX);
    port("kafka.controller-port", s.kafka().controllerPort(), PORT_MAX);
    TopicSettings topics = s.kafka().topics();
    topic(
        "transaction-events",
        topics.transactionEventsPartitions(),
        topics.transactionEventsRetentionHours());
    topic(
        "inventory-updates",
        topics.inventoryUpdatesPartitions(),
        topics.inventoryUpdatesRetentionHours());
    topic(
        "admin-operations",
        topics.adminOperationsPartitions(),
        topics.adminOperationsRetentionHours());
    topic(
        "partner-transactions",
        topics.partnerTransactionsPartitions(),
        topics.partnerTransactionsRetentionHours());
    topic(
        "partner-inventory-updates",
        topics.partnerInventoryUpdatesPartitions(),
        topics.partnerInventoryUpdatesRetentionHours());
    topic(
        "partner-box-openings",
        topics.partnerBoxOpeningsPartitions(),
        topics.partnerBoxOpeningsRetentionHours());
    topic("mirror-changes", topics.mirrorChangesPartitions(), topics.mirrorChangesRetentionHours());
    topic("partner-notifications", 1, topics.partnerNotificationsRetentionHours());
    range("kafka.replication-factor", s.kafka().replicationFactor(), 1, 9);

    port("cdc.management-port", s.cdc().managementPort(), PORT_MAX - NODES_MAX);
    range("cdc.check-frequency-ms", s.cdc().checkFrequencyMs(), 10, 60_000);
    range("cdc.batch-max", s.cdc().batchMax(), 1, 100_000);
    port("clickhouse.port", s.clickhouse().port(), PORT_MAX);
    port("sinks.management-port", s.sinks().managementPort(), PORT_MAX);
    range("sinks.batch-max", s.sinks().batchMax(), 1, 100_000);
    range("sinks.poll-ms", s.sinks().pollMs(), 10, 60_000);
  }

  private void topic(String name, int partitions, int retentionHours) {
    range("kafka.topics." + name + "-partitions", partitions, 1, 1_000);
    range("kafka.topics." + name + "-retention-hours", retentionHours, 1, 24 * 366);
  }

  private void port(String key, int value, int max) {
    range(key, value, PORT_MIN, max);
  }

  private void range(String key, long value, long min, long max) {
    if (value < min || value > max) {
      problem(key, "must be between " + min + " and " + max, Long.toString(value));
    }
  }

  private void problem(String key, String rule, String value) {
    problems.add("rollingdrop." + key + ": " + rule + ", but is " + value);
  }
}
