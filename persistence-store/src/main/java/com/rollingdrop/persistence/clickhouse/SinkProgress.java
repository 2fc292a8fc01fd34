package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.persistence.events.EventDelivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far the sink has come, for metrics, health and status. Thread-safe. */
final class SinkProgress implements EventDelivery.Watcher {
  private static final long NONE = Long.MIN_VALUE;

  private final Clock clock;
  private final Counter inserted;
  private final Counter duplicates;
  private final Counter deadLetters;
  private final Counter failures;

  private volatile boolean clickHouseAnswers;
  private volatile boolean kafkaAnswers;
  private volatile long lagRecords;
  private volatile long lastInsertAtMs;

  /** When the oldest message in hand was sent, or NONE. */
  private volatile long oldestMs = NONE;

  private volatile long lastLagMs;

  SinkProgress(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    inserted = counter(registry, "rows.inserted", "Rows written to ClickHouse");
    duplicates =
        counter(registry, "duplicates.skipped", "Redelivered events that ClickHouse had already");
    deadLetters = counter(registry, "dead.letters", "Messages that could not become a row");
    failures = counter(registry, "insert.failures", "Batches that ClickHouse did not take at once");
    Gauge.builder("rollingdrop.sinks.lag.records", this, p -> p.lagRecords)
        .description("Events on the topic that are not in ClickHouse yet")
        .register(registry);
    Gauge.builder("rollingdrop.sinks.lag.seconds", this, p -> p.lagMs() / 1_000.0)
        .description(
            "Age of the oldest event on the topic that is not in ClickHouse yet; 0 for none")
        .register(registry);
    Gauge.builder("rollingdrop.sinks.up", this, p -> p.isUp() ? 1 : 0)
        .description("1 while Kafka and ClickHouse answer")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("rollingdrop.sinks." + name).description(description).register(registry);
  }

  /** A batch is in hand, of which the oldest message was sent then. */
  void onBatch(long oldestMessageMs) {
    oldestMs = oldestMessageMs;
  }

  /** Nothing is in hand any more. */
  void onSettled() {
    long oldest = oldestMs;
    if (oldest != NONE) {
      lastLagMs = ageMs(oldest);
    }
    oldestMs = NONE;
  }

  void onStored(int rows, int skipped) {
    inserted.increment(rows);
    duplicates.increment(skipped);
    clickHouseAnswers = true;
    if (rows > 0) {
      lastInsertAtMs = clock.millis();
    }
  }

  void onInsertFailure() {
    failures.increment();
    clickHouseAnswers = false;
  }

  void onDeadLetters(int letters) {
    deadLetters.increment(letters);
  }

  void onClickHouse(boolean answers) {
    clickHouseAnswers = answers;
  }

  void onKafka(boolean answers) {
    kafkaAnswers = answers;
  }

  void onLag(long records) {
    lagRecords = records;
    kafkaAnswers = true;
  }

  @Override
  public void onFailure(int messages) {
    kafkaAnswers = false;
  }

  @Override
  public void onRefused(ProducerRecord<byte[], byte[]> message) {
    // Counted as a dead letter when it was made one.
  }

  /** Whether both Kafka and ClickHouse answer. */
  boolean isUp() {
    return clickHouseAnswers && kafkaAnswers;
  }

  // Between two batches the next one's age is not known; it is about that of the last.
  private long lagMs() {
    long oldest = oldestMs;
    if (oldest != NONE) {
      return ageMs(oldest);
    }
    return lagRecords > 0 ? lastLagMs : 0;
  }

  private long ageMs(long timeMs) {
    return Math.max(0, clock.millis() - timeMs);
  }

  /**
   * A JSON object in one line; {@code up} speaks for the sink alone.
   *
   * @param more fields at its end, each with a comma before it
   */
  String statusJson(String more) {
    return "{\"up\":%b,\"inserted\":%d,\"duplicates\":%d,\"deadLetters\":%d,\"failures\":%d,\"lag\":%d,\"lagMs\":%d,\"lastInsertAt\":%s%s}"
        .formatted(
            isUp(),
            (long) inserted.count(),
            (long) duplicates.count(),
            (long) deadLetters.count(),
            (long) failures.count(),
            lagRecords,
            lagMs(),
            lastInsertAtMs == 0 ? "null" : "\"" + Instant.ofEpochMilli(lastInsertAtMs) + "\"",
            more);
  }
}
