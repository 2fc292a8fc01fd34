package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheMetrics;

/** Shows how full the write-behind buffers of a node are. */
public final class WriteBehindGauges {
  private WriteBehindGauges() {}

  /**
   * Registers, by cache: {@code rollingdrop.mirror.buffer.rows} waiting now, {@code
   * rollingdrop.mirror.buffer.retrying} of them failed before, and the count {@code
   * rollingdrop.mirror.buffer.overflows} of writes that a player's thread met an overfull buffer
   * with.
   *
   * @param ignite a server node that has started
   */
  public static void register(MeterRegistry registry, Ignite ignite) {
    for (CacheName name : CacheName.values()) {
      IgniteCache<?, ?> cache = ignite.cache(name.id());
      gauge(registry, cache, "rows", CacheMetrics::getWriteBehindBufferSize);
      gauge(registry, cache, "retrying", CacheMetrics::getWriteBehindErrorRetryCount);
      FunctionCounter.builder(
              "rollingdrop.mirror.buffer.overflows",
              cache,
              c -> c.localMetrics().getWriteBehindTotalCriticalOverflowCount())
          .tag("cache", name.id())
          .register(registry);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      IgniteCache<?, ?> cache,
      String what,
      ToDoubleFunction<CacheMetrics> value) {
    Gauge.builder(
            "rollingdrop.mirror.buffer." + what, cache, c -> value.applyAsDouble(c.localMetrics()))
        .tag("cache", cache.getName())
        .strongReference(true)
        .register(registry);
  }
}
