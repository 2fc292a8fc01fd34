package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How far the repair has come, for metrics, health and status. Thread-safe. */
final class RepairProgress implements EventDelivery.Watcher {
  private static final long NONE = Long.MIN_VALUE;

  private final InstantSource clock;
  private final Map<CacheName, Table> tables = new EnumMap<>(CacheName.class);
  private final Counter failures;
  private final Counter deadLetters;
  private final Counter unresolved;

  private volatile boolean kafkaAnswers;
  private volatile boolean gridAnswers;
  private volatile boolean postgresAnswers;
  private volatile long lagMessages;

  /** When the oldest message in hand was sent, or NONE. */
  private volatile long oldestMs = NONE;

  /** What is counted of one cache. */
  private record Table(
      Counter looked, Counter repaired, Counter rejected, Counter givenUp, Counter gone) {}

  RepairProgress(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    for (MirrorTable<?, ?> table : MirrorTables.all()) {
      String cache = table.cache().id();
      tables.put(
          table.cache(),
          new Table(
              counter(registry, "rows.looked", "Changed rows looked at in Postgres", cache),
              counter(registry, "rows.repaired", "Rows that Postgres lacked or had older", cache),
              counter(registry, "rows.rejected", "Rows that Postgres refused, set aside", cache),
              counter(registry, "rows.given.up", "Rows left aside after their attempts", cache),
              counter(registry, "rows.gone", "Rows that Postgres and the grid lack", cache)));
    }
    failures =
        Counter.builder("rollingdrop.repair.failures")
            .description("Batches that Postgres or the grid did not let through at once")
            .register(registry);
    deadLetters =
        Counter.builder("rollingdrop.repair.dead.letters")
            .description("Messages that named no rows that could be read")
            .register(registry);
    unresolved =
        Counter.builder("rollingdrop.repair.pending.unresolved")
            .description("Pending transactions that are gone without a ledger entry that tells how")
            .register(registry);
    gauge(registry, "lag.messages", "Messages that are not repaired yet", p -> p.lagMessages);
    gauge(
        registry,
        "lag.seconds",
        "Age of the oldest message in hand, 0 for none; the delay is a part of it",
        p -> p.lagMs() / 1_000.0);
    gauge(registry, "up", "1 while Kafka, the grid and Postgres answer", p -> p.isUp() ? 1 : 0);
  }

  private static Counter counter(
      MeterRegistry registry, String name, String description, String cache) {
    return Counter.builder("rollingdrop.repair." + name)
        .tag("cache", cache)
        .description(description)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RepairProgress> value) {
    Gauge.builder("rollingdrop.repair." + name, this, value)
        .description(description)
        .register(registry);
  }

  /** So many rows were looked at, of which so many are neither in Postgres nor in the grid. */
  void onLooked(CacheName cache, int rows, int gone) {
    table(cache).looked.increment(rows);
    table(cache).gone.increment(gone);
  }

  /** Rows were written, and so many were not even tried again. */
  void onWritten(CacheName cache, Written written, int givenUp) {
    table(cache).repaired.increment(written.changed());
    table(cache).rejected.increment(written.rejected());
    table(cache).givenUp.increment(givenUp);
  }

  private Table table(CacheName cache) {
    return Objects.requireNonNull(tables.get(cache));
  }

  /** A batch is in hand, of which the oldest message was sent then. */
  void onBatch(long oldestMessageMs) {
    oldestMs = oldestMessageMs;
  }

  /** Nothing is in hand any more. */
  void onSettled() {
    oldestMs = NONE;
  }

  void onDeadLetters(int letters) {
    deadLetters.increment(letters);
  }

  void onUnresolved() {
    unresolved.increment();
  }

  void onBatchFailure() {
    failures.increment();
  }

  void onKafka(boolean answers) {
    kafkaAnswers = answers;
  }

  void onGrid(boolean answers) {
    gridAnswers = answers;
  }

  void onPostgres(boolean answers) {
    postgresAnswers = answers;
  }

  void onLag(long messages) {
    lagMessages = messages;
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

  boolean isUp() {
    return kafkaAnswers && gridAnswers && postgresAnswers;
  }

  private long lagMs() {
    long oldest = oldestMs;
    return oldest == NONE ? 0 : Math.max(0, clock.millis() - oldest);
  }

  /**
   * Fields of a JSON object, each with a comma before it. Flat, for {@code status} shows one line.
   */
  String statusFields() {
    return ",\"repairUp\":%b,\"repairLag\":%d,\"repairLagMs\":%d,\"looked\":%d,\"repaired\":%d,\"rejected\":%d"
        .formatted(
            isUp(),
            lagMessages,
            lagMs(),
            sum(Table::looked),
            sum(Table::repaired),
            sum(Table::rejected));
  }

  private long sum(Function<Table, Counter> counter) {
    return (long) tables.values().stream().mapToDouble(t -> counter.apply(t).count()).sum();
  }
}
