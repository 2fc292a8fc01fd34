package com.rollingdrop.grid.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a value must satisfy beyond its type. */
final class SettingsRules {
  private static final int PORT_MIN = 1024;
  private static final int PORT_MAX = 65_535;

  /** Nodes count up from the base port, so it leaves room for them. */
  private static final int NODES_MAX = 64;

  private static final int LEDGER_DAYS_MAX = 36_500;

  /** Sums of amounts up to this, and their products with the factors here, fit into 64 bits. */
  private static final long MINOR_MAX = 1_000_000_000_000L;

  /** No wildcard: whoever names none has named everybody. */
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?");

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
    range("api.simulations-max", s.api().simulationsMax(), 1, 64);
    range("api.withdrawal-hold-hours", s.api().withdrawalHoldHours(), 1, 720);

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
    range("grid.disk-free-min-mb", grid.diskFreeMinMb(), 1, 1L << 30);
    range("grid.wal-force-archive-ms", grid.walForceArchiveMs(), 100, 60_000);
    range("grid.checkpoint-frequency-s", grid.checkpointFrequencyS(), 1, 86_400);
    range("grid.checkpoint-threads", grid.checkpointThreads(), 1, 64);
    range("grid.transaction-timeout-ms", grid.transactionTimeoutMs(), 100, 120_000);

    range("audit.players-per-second", s.audit().playersPerSecond(), 0, 100_000);

    retention(s.retention());

    port("postgres.port", s.postgres().port(), PORT_MAX);
    range("postgres.pool-max", s.postgres().poolMax(), 1, 100);
    range("postgres.connect-timeout-ms", s.postgres().connectTimeoutMs(), 250, 60_000);
    range("mirror.buffer-max", s.mirror().bufferMax(), 16, 1 << 20);
    range("mirror.flush-frequency-ms", s.mirror().flushFrequencyMs(), 10, 60_000);
    range("mirror.batch-max", s.mirror().batchMax(), 1, 10_000);
    range("monolith.statement-timeout-ms", s.monolith().statementTimeoutMs(), 1_000, 86_400_000);
    range("monolith.poll-ms", s.monolith().pollMs(), 50, 3_600_000);
    range("monolith.overlap-ms", s.monolith().overlapMs(), 0, 86_400_000);
    Settings.Repair repair = s.repair();
    range("repair.delay-ms", repair.delayMs(), 100, 600_000);
    range("repair.batch-max", repair.batchMax(), 1, 5_000);
    range("repair.reject-attempts-max", repair.rejectAttemptsMax(), 1, 100);

    port("kafka.port", s.kafka().port(), PORT_MAX);
    port("kafka.controller-port", s.kafka().controllerPort(), PORT_MAX);
    port("kafka.internal-port", s.kafka().internalPort(), PORT_MAX);
    range("kafka.reauthenticate-ms", s.kafka().reauthenticateMs(), 1_000, 86_400_000);
    range("kafka.partner-bytes-per-second", s.kafka().partnerBytesPerSecond(), 1_024, 1 << 30);
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
    topic("fraud-signals", topics.fraudSignalsPartitions(), topics.fraudSignalsRetentionHours());
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
    range("analytics.pool-max", s.analytics().poolMax(), 1, 100);
    range("analytics.timeout-ms", s.analytics().timeoutMs(), 250, 60_000);
    fraud(s.fraud());
    auth(s.auth());
    rateLimit(s.rateLimit());
    http(s.http());
  }

  private void rateLimit(RateLimitSettings limit) {
    range("rate-limit.auth-requests", limit.authRequests(), 0, 1_000_000_000);
    range("rate-limit.user-requests", limit.userRequests(), 0, 1_000_000_000);
    range("rate-limit.anonymous-requests", limit.anonymousRequests(), 0, 1_000_000_000);
    range("rate-limit.window-seconds", limit.windowSeconds(), 1, 3_600);
    range("rate-limit.lease-max", limit.leaseMax(), 1, 1_000);
    range("rate-limit.timeout-ms", limit.timeoutMs(), 10, 10_000);
  }

  private void http(HttpSettings http) {
    int hard = HttpSettings.HEADER_BYTES_HARD_MAX;
    range("http.uri-bytes-max", http.uriBytesMax(), 256, hard / 2);
    range("http.header-bytes-max", http.headerBytesMax(), 1_024, hard / 2);
    range("http.header-timeout-ms", http.headerTimeoutMs(), 100, 120_000);
    range("http.body-timeout-ms", http.bodyTimeoutMs(), 100, 120_000);
    range("http.idle-timeout-ms", http.idleTimeoutMs(), 100, 600_000);
    range("http.connections-max", http.connectionsMax(), 16, 1_000_000);
    range("http.hsts-seconds", http.hstsSeconds(), 0, 63_072_000);
    for (String origin : http.corsOrigins().orElse(List.of())) {
      if (!ORIGIN.matcher(origin).matches()) {
        problem("http.cors-origins", "must be origins such as https://play.example", origin);
      }
    }
  }

  private void auth(AuthSettings auth) {
    range("auth.argon2-memory-kib", auth.argon2MemoryKib(), AuthSettings.MEMORY_KIB_MIN, 1 << 20);
    range("auth.argon2-passes", auth.argon2Passes(), AuthSettings.PASSES_MIN, 100);
    range("auth.hashes-at-once", auth.hashesAtOnce(), 1, 256);
    range("auth.hashes-waiting-max", auth.hashesWaitingMax(), 1, 10_000);
    range("auth.session-idle-minutes", auth.sessionIdleMinutes(), 2, 24 * 60);
    range("auth.session-max-hours", auth.sessionMaxHours(), 1, 24 * 366);
    range("auth.attempts-free", auth.attemptsFree(), 3, 100);
    range("auth.attempts-free-per-address", auth.attemptsFreePerAddress(), 5, 1_000_000);
    range("auth.registrations-free-per-address", auth.registrationsFreePerAddress(), 1, 1_000_000);
    range("auth.attempts-wait-seconds", auth.attemptsWaitSeconds(), 1, 900);
    range("auth.codes-free", auth.codesFree(), 5, 100);
    range("auth.fresh-login-minutes", auth.freshLoginMinutes(), 1, 24 * 60);
    range("auth.proxies", auth.proxies(), 0, 10);
  }

  private void retention(Settings.Retention retention) {
    int days = retention.ledgerDays();
    if (days != 0 && (days < Settings.LEDGER_DAYS_MIN || days > LEDGER_DAYS_MAX)) {
      problem(
          "retention.ledger-days",
          "must be 0, or between " + Settings.LEDGER_DAYS_MIN + " and " + LEDGER_DAYS_MAX,
          Integer.toString(days));
    }
    range("retention.players-per-second", retention.playersPerSecond(), 1, 100_000);
    range("retention.postgres-months", retention.postgresMonths(), 0, 2_400);
    range("retention.history-pool-max", retention.historyPoolMax(), 1, 100);
    range("retention.history-timeout-ms", retention.historyTimeoutMs(), 250, 60_000);
  }

  private void fraud(FraudSettings fraud) {
    port("fraud.management-port", fraud.managementPort(), PORT_MAX);
    range("fraud.state-cache-mb", fraud.stateCacheMb(), 8, 65_536);
    range("fraud.velocity-window-minutes", fraud.velocityWindowMinutes(), 5, 1_440);
    range("fraud.velocity-commands-min", fraud.velocityCommandsMin(), 1, 1_000_000);
    range("fraud.velocity-spend-max-minor", fraud.velocitySpendMaxMinor(), 1, MINOR_MAX);
    range("fraud.velocity-spend-min-minor", fraud.velocitySpendMinMinor(), 1, MINOR_MAX);
    range("fraud.velocity-usual-factor", fraud.velocityUsualFactor(), 2, 1_000);
    range("fraud.velocity-usual-windows-min", fraud.velocityUsualWindowsMin(), 1, 50);
    range("fraud.luck-evidence-min", fraud.luckEvidenceMin(), 20, 1_000_000_000_000L);
    range("fraud.cycling-window-hours", fraud.cyclingWindowHours(), 1, 24 * 31);
    range("fraud.cycling-min-minor", fraud.cyclingMinMinor(), 1, MINOR_MAX);
    range("fraud.cycling-turns-min", fraud.cyclingTurnsMin(), 1, 50);
    range("fraud.cycling-played-percent-max", fraud.cyclingPlayedPercentMax(), 0, 100);
    range("fraud.funnel-window-hours", fraud.funnelWindowHours(), 1, 24 * 31);
    range("fraud.funnel-senders-min", fraud.funnelSendersMin(), 2, 100);
    range("fraud.funnel-value-min-minor", fraud.funnelValueMinMinor(), 1, MINOR_MAX);
    range("fraud.funnel-return-percent-max", fraud.funnelReturnPercentMax(), 0, 100);
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
