package com.rollingdrop.persistence.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far the events have come, for metrics, health and status. Thread-safe. */
final class CdcProgress implements EventDelivery.Watcher {
  private static final long NONE = Long.MIN_VALUE;
  private static final long LAST_LAG_HOLDS_MS = 30_000;

  private final Clock clock;
  private final Counter emitted;
  private final Counter failures;
  private final Counter deadLetters;
  private final Counter rolledBack;
  private final Counter rowsTold;
  private final Timer delay;

  /** Time of the oldest entry that was read and is not acknowledged yet, or NONE. */
  private volatile long oldestPendingMs = NONE;

  private volatile int pending;

  private volatile long lastLagMs;
  private volatile long lastEventAtMs = NONE;
  private volatile long lastDeliveryAtMs;
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
    delay =
        Timer.builder("rollingdrop.cdc.delay")
            .description("From a transaction's time to Kafka's acknowledgement, of each event")
            .publishPercentileHistogram()
            .register(registry);
    Gauge.builder("rollingdrop.cdc.lag.seconds", this, p -> p.lagMs() / 1_000.0)
        .description(
            "From a transaction's time to Kafka's acknowledgement; the age of the oldest entry"
                + " while one waits; 0 when none came for half a minute")
        .register(registry);
    Gauge.builder("rollingdrop.cdc.lag.entries", this, p -> p.pending)
        .description("Ledger entries that were read and that Kafka has not acknowledged yet")
        .register(registry);
    Gauge.builder(
            "rollingdrop.cdc.last.delivery.time.seconds", this, p -> p.lastDeliveryAtMs / 1_000.0)
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

  /** A batch of so many ledger entries was read; the oldest is from this time. */
  void onPending(int entries, long oldestMs) {
    pending = entries;
    oldestPendingMs = oldestMs;
  }

  /** Kafka has acknowledged a batch: events of transactions of these times, and letters. */
  void onDelivered(List<Long> eventsAtMs, int letters) {
    long now = clock.millis();
    emitted.increment(eventsAtMs.size());
    deadLetters.increment(letters);
    lastDeliveryAtMs = now;
    for (long atMs : eventsAtMs) {
      delay.record(Math.max(0, now - atMs), TimeUnit.MILLISECONDS);
    }
    if (!eventsAtMs.isEmpty()) {
      long newestMs = Collections.max(eventsAtMs);
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
    pending = 0;
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
    if (oldest != NONE) {
      return Math.max(0, clock.millis() - oldest);
    }
    // Between two batches the next one's age is about that of the last; after a while there is
    // none.
    return clock.millis() - lastDeliveryAtMs < LAST_LAG_HOLDS_MS ? lastLagMs : 0;
  }

  /**
   * A JSON object in one line.
   *
   * @param more fields of it, each with a comma before it
   */
  String statusJson(String more) {
    return "{\"up\":%b,\"emitted\":%d,\"failures\":%d,\"deadLetters\":%d,\"rolledBack\":%d,\"lag\":%d,\"lagMs\":%d,\"lastEventAt\":%s%s}"
        .formatted(
            isUp(),
            (long) emitted.count(),
            (long) failures.count(),
            (long) deadLetters.count(),
            (long) rolledBack.count(),
            pending,
            lagMs(),
            lastEventAtMs == NONE ? "null" : "\"" + Instant.ofEpochMilli(lastEventAtMs) + "\"",
            more);
  }
}
