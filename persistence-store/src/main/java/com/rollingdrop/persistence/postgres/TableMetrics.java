package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted per mirrored cache. */
final class TableMetrics {
  /** Rows that Postgres took, or had already. */
  final Counter written;

  /** Rows set aside. */
  final Counter rejected;

  /** Rows left out because the buffer was full. */
  final Counter dropped;

  /** Batches that found no Postgres; they are tried again. */
  final Counter failures;

  /** Batches not even tried, see {@link Availability}. */
  final Counter skipped;

  /** How long a batch takes that Postgres took. */
  final Timer batch;

  private final MeterRegistry registry;
  private final String name;

  TableMetrics(MeterRegistry registry, CacheName cache) {
    this.registry = registry;
    this.name = cache.id();
    written = registry.counter("rollingdrop.mirror.rows.written", "cache", name);
    rejected = registry.counter("rollingdrop.mirror.rows.rejected", "cache", name);
    dropped = registry.counter("rollingdrop.mirror.rows.dropped", "cache", name);
    failures = registry.counter("rollingdrop.mirror.failures", "cache", name);
    skipped = registry.counter("rollingdrop.mirror.skipped", "cache", name);
    batch = registry.timer("rollingdrop.mirror.batch", "cache", name);
  }

  /** Shows how full a buffer is. */
  void watch(WriteBehind<?, ?> buffer) {
    Gauge.builder("rollingdrop.mirror.buffer.rows", buffer, WriteBehind::size)
        .tag("cache", name)
        .description("rows that Postgres does not have yet")
        .register(registry);
    Gauge.builder("rollingdrop.mirror.buffer.used.ratio", buffer, WriteBehind::usedRatio)
        .tag("cache", name)
        .description("part of the buffer that is in use; from 1 on, rows are left out")
        .register(registry);
    Gauge.builder("rollingdrop.mirror.lag.seconds", buffer, b -> b.lagMs() / 1_000.0)
        .tag("cache", name)
        .description("how long the oldest row has waited that Postgres does not have yet")
        .register(registry);
    Gauge.builder("rollingdrop.mirror.buffer.retrying", buffer, b -> b.isRetrying() ? 1 : 0)
        .tag("cache", name)
        .description("1 while a batch that failed is tried again")
        .register(registry);
  }
}
