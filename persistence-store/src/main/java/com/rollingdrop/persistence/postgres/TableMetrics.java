package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is counted per mirrored cache. */
final class TableMetrics {
  /** Rows that Postgres took, or had already. */
  final Counter written;

  /** Rows removed, or that were not there any more. */
  final Counter deleted;

  /** Rows set aside. */
  final Counter rejected;

  /** Batches that found no Postgres; Ignite tries them again. */
  final Counter failures;

  /** Batches not even tried, see {@link Availability}. */
  final Counter skipped;

  /** How long a batch takes that Postgres took. */
  final Timer batch;

  TableMetrics(MeterRegistry registry, CacheName cache) {
    String name = cache.id();
    written = registry.counter("rollingdrop.mirror.rows.written", "cache", name);
    deleted = registry.counter("rollingdrop.mirror.rows.deleted", "cache", name);
    rejected = registry.counter("rollingdrop.mirror.rows.rejected", "cache", name);
    failures = registry.counter("rollingdrop.mirror.failures", "cache", name);
    skipped = registry.counter("rollingdrop.mirror.skipped", "cache", name);
    batch = registry.timer("rollingdrop.mirror.batch", "cache", name);
  }
}
