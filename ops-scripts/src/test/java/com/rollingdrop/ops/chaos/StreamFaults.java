package com.rollingdrop.ops.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;

/** What happens on the way from the grid's log to ClickHouse. */
final class StreamFaults {
  private static final String KAFKA = "kafka";
  private static final String SINKS = "sinks";
  private static final String CLICKHOUSE = "clickhouse";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final int TRIES_MAX = 10;
  private static final int CATCH_UP_MS = 1_000;

  private final RunningParts parts;
  private final Pace pace;

  StreamFaults(RunningParts parts, Pace pace) {
    this.parts = parts;
    this.pace = pace;
  }

  List<Fault> all() {
    return List.of(
        new Fault("Kafka is stopped and started", 0, this::kafkaStopped),
        new Fault("Kafka is killed", 1, this::kafkaKilled),
        new Fault("the CDC process is killed in mid-batch", 1, this::cdcKilledInMidBatch),
        new Fault("the sink is killed between insert and commit", 1, this::sinkKilledUncommitted),
        new Fault("ClickHouse is killed", 1, this::clickHouseKilled));
  }

  private void kafkaStopped(Random random) throws Exception {
    parts.hold(KAFKA);
    try {
      parts.stop(KAFKA);
      pace.pause(random);
    } finally {
      parts.release(KAFKA);
    }
  }

  private void kafkaKilled(Random random) throws Exception {
    downFor(KAFKA, random);
  }

  private void clickHouseKilled(Random random) throws Exception {
    downFor(CLICKHOUSE, random);
  }

  private void downFor(String name, Random random) throws Exception {
    parts.hold(name);
    try {
      parts.kill(name);
      pace.pause(random);
    } finally {
      parts.release(name);
    }
  }

  /**
   * While Kafka is frozen, a batch that CDC has read stays unacknowledged: its lag grows with the
   * clock. Some of it may be in Kafka's hands already, and is written when Kafka goes on.
   */
  private void cdcKilledInMidBatch(Random random) throws Exception {
    String cdc = "cdc-" + (1 + random.nextInt(RunningParts.NODES));
    // One that was just started may have to find Kafka first.
    await().atMost(PATIENCE).until(() -> parts.isReady(cdc) && parts.isReady(KAFKA));
    parts.signal(KAFKA, "STOP");
    try {
      await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> hasBatchInHand(cdc));
      parts.kill(cdc);
    } finally {
      parts.signal(KAFKA, "CONT");
    }
  }

  private boolean hasBatchInHand(String cdc) throws InterruptedException {
    long before = lagMs(cdc);
    Thread.sleep(300);
    return lagMs(cdc) >= before + 250;
  }

  private long lagMs(String cdc) {
    return parts.status(cdc).map(status -> status.path("lagMs").asLong(0)).orElse(Long.MAX_VALUE);
  }

  /**
   * ClickHouse is frozen until the sink waits for it with a batch in hand; then Kafka is frozen and
   * ClickHouse goes on: what is inserted from now on cannot be committed.
   */
  private void sinkKilledUncommitted(Random random) throws Exception {
    for (int i = 0; i < TRIES_MAX; i++) {
      // Behind an outage of Kafka events may come only some time later.
      long before = inserted();
      await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> inserted() > before);
      if (caughtSinkUncommitted()) {
        return;
      }
    }
    throw new IllegalStateException("the sink was never met between insert and commit");
  }

  private boolean caughtSinkUncommitted() throws IOException, InterruptedException {
    try {
      parts.signal(CLICKHOUSE, "STOP");
      Thread.sleep(CATCH_UP_MS);
      parts.signal(KAFKA, "STOP");
      long inserted = inserted();
      parts.signal(CLICKHOUSE, "CONT");
      await().atMost(SOON).pollInterval(OFTEN).until(() -> inserted() > inserted);
      parts.kill(SINKS);
      return true;
    } catch (ConditionTimeoutException e) {
      // The sink had nothing in hand.
      return false;
    } finally {
      parts.signal(CLICKHOUSE, "CONT");
      parts.signal(KAFKA, "CONT");
    }
  }

  private long inserted() {
    return parts.status(SINKS).map(status -> status.path("inserted").asLong(0)).orElse(0L);
  }
}
