package com.rollingdrop.persistence.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far the events have come, for metrics, health and status. Thread-safe. */
final class CdcProgress implements EventDelivery.Watcher {
  private static final long NONE = Long.MIN_VALUE;

  private final Clock clock;
  private final Counter emitted;
  private final Counter failures;
  private final Counter deadLetters;
  private final Counter rolledBack;
  private final Counter rowsTold;

  /** Time of the oldest entry that was read and is not acknowledged yet, or NONE. */
  private volatile long oldestPendingMs = NONE;

  private volatile long lastLagMs;
  private volatile long lastEventAtMs = NONE;
  private volatile long lastDeliveryAtMs = NONE;
  private volatile boolean failing;
  private volatile boolean reading;

  CdcProgress(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    emitted =
        Counter.builder("rollingdrop.cdc.events.emitted")
            .description("Ledger events that Kafka has acknowledged")
            .register(registry);
    failures =
        Counter.builder("rollingdrop.cdc.delivery.failures")
            .description(
                "Attempts that Kafka did not acknowledge in full, and questions the grid did not answer")
            .register(registry);
    deadLetters =
        Counter.builder("rollingdrop.cdc.dead.letters")
            .description("Ledger entries that could not become an event")
            .register(registry);
    rolledBack =
        Counter.builder("rollingdrop.cdc.rolled.back")
            .description("Entries in the WAL of a killed node that were never committed")
            .register(registry);
    rowsTold =
        Counter.builder("rollingdrop.cdc.rows.told")
            .description("Changed rows of the mirror that the repair was told of")
            .register(registry);
    Gauge.builder("rollingdrop.cdc.lag.seconds", this, p -> p.lagMs() / 1_000.0)
        .description(
            "From a transaction's time to Kafka's acknowledgement; the age of the oldest entry"
                + " while one waits")
        .register(registry);
    Gauge.builder(
            "rollingdrop.cdc.last.delivery.time.seconds",
            this,
            p -> p.lastDeliveryAtMs == NONE ? 0 : p.lastDeliveryAtMs / 1_000.0)
        .description("When Kafka last acknowledged events, epoch seconds; 0 for never")
        .register(registry);
    Gauge.builder("rollingdrop.cdc.up", this, p -> p.isUp() ? 1 : 0)
        .description("1 while the WAL is read and Kafka takes what is read")
        .register(registry);
  }

  /** The WAL's reader runs, or does not. */
  void onReading(boolean now) {
    reading = now;
  }

  /** A batch was read; its oldest entry is from this time. */
  void onPending(long oldestMs) {
    oldestPendingMs = oldestMs;
  }

  /** Kafka has acknowledged a batch: so many events, the newest from this time, and letters. */
  void onDelivered(int events, int letters, long newestMs) {
    long now = clock.millis();
    emitted.increment(events);
    deadLetters.increment(letters);
    lastDeliveryAtMs = now;
    if (events > 0) {
      lastEventAtMs = newestMs;
      lastLagMs = Math.max(0, now - newestMs);
    }
  }

  /** Kafka has acknowledged the names of so many changed rows. */
  void onRowsTold(int rows) {
    rowsTold.increment(rows);
  }

  /** Nothing that was read waits any more. */
  void onSettled() {
    oldestPendingMs = NONE;
    failing = false;
  }

  @Override
  public void onFailure(int messages) {
    failures.increment();
    failing = true;
  }

  /** The WAL has an entry that the grid rolled back. */
  void onRolledBack() {
    rolledBack.increment();
  }

  @Override
  public void onRefused(ProducerRecord<byte[], byte[]> message) {
    deadLetters.increment();
  }

  /** Whether the WAL is read and Kafka takes what is read. */
  boolean isUp() {
    return reading && !failing;
  }

  private long lagMs() {
    long oldest = oldestPendingMs;
    return oldest == NONE ? lastLagMs : Math.max(0, clock.millis() - oldest);
  }

  /** A JSON object in one line. */
  String statusJson() {
    return "{\"up\":%b,\"emitted\":%d,\"failures\":%d,\"deadLetters\":%d,\"rolledBack\":%d,\"lagMs\":%d,\"lastEventAt\":%s}"
        .formatted(
            isUp(),
            (long) emitted.count(),
            (long) failures.count(),
            (long) deadLetters.count(),
            (long) rolledBack.count(),
            lagMs(),
            lastEventAtMs == NONE ? "null" : "\"" + Instant.ofEpochMilli(lastEventAtMs) + "\"");
  }
}
