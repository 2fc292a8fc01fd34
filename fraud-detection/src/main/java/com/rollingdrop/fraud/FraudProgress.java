package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/** How far the detection has come, for metrics, health and status. Thread-safe. */
final class FraudProgress {
  private final Counter followed;
  private final Counter repeated;
  private final Counter unreadable;
  private final Counter unknownOdds;
  private final Counter failures;
  private final Counter freezes;
  private final Map<FraudRule, Counter> signals = new EnumMap<>(FraudRule.class);

  private volatile BooleanSupplier following = () -> false;
  private volatile DoubleSupplier lag = () -> 0;
  private volatile boolean sinkUp;
  private volatile long lastEventAtMs;

  FraudProgress(MeterRegistry registry) {
    followed = counter(registry, "events", "Transactions looked at");
    repeated = counter(registry, "events.repeated", "Transactions that came again, or too late");
    unreadable = counter(registry, "events.unreadable", "Messages that are no event");
    unknownOdds = counter(registry, "odds.unknown", "Openings of a version the grid does not have");
    failures = counter(registry, "failures", "Attempts that Kafka, the grid or Postgres failed");
    freezes = counter(registry, "freezes", "Signals that have frozen their player's withdrawals");
    for (FraudRule rule : FraudRule.values()) {
      signals.put(
          rule,
          Counter.builder("rollingdrop.fraud.signals")
              .description("Signals that are in the table, each once")
              .tag("rule", rule.name())
              .register(registry));
    }
    Gauge.builder("rollingdrop.fraud.lag.records", this, p -> p.lag.getAsDouble())
        .description("Transactions on the topic that were not looked at yet")
        .register(registry);
    Gauge.builder("rollingdrop.fraud.up", this, p -> p.isUp() ? 1 : 0)
        .description("1 while transactions are followed and signals are stored")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("rollingdrop.fraud." + name).description(description).register(registry);
  }

  /** From now on these tell whether transactions are followed, and how many are left. */
  void watch(BooleanSupplier newFollowing, DoubleSupplier newLag) {
    following = newFollowing;
    lag = newLag;
  }

  void onFollowed(long timestampMs) {
    followed.increment();
    lastEventAtMs = timestampMs;
  }

  void onRepeated() {
    repeated.increment();
  }

  void onUnreadable() {
    unreadable.increment();
  }

  void onUnknownOdds() {
    unknownOdds.increment();
  }

  void onFailure() {
    failures.increment();
  }

  void onSignal(FraudRule rule) {
    Objects.requireNonNull(signals.get(rule)).increment();
  }

  void onFreeze() {
    freezes.increment();
  }

  /** Whether signals can be stored. */
  void onSink(boolean up) {
    sinkUp = up;
  }

  boolean isUp() {
    return sinkUp && following.getAsBoolean();
  }

  /** A JSON object in one line. */
  String statusJson() {
    long all = signals.values().stream().mapToLong(counter -> (long) counter.count()).sum();
    return "{\"up\":%b,\"events\":%d,\"repeated\":%d,\"signals\":%d,\"freezes\":%d,\"failures\":%d,\"lag\":%d,\"lastEventAt\":%s}"
        .formatted(
            isUp(),
            (long) followed.count(),
            (long) repeated.count(),
            all,
            (long) freezes.count(),
            (long) failures.count(),
            (long) lag.getAsDouble(),
            lastEventAtMs == 0 ? "null" : "\"" + Instant.ofEpochMilli(lastEventAtMs) + "\"");
  }
}
