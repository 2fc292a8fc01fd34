package com.rollingdrop.node;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;

/** Figures of the data that this node holds. */
final class GridMetrics {
  private GridMetrics() {}

  static void register(Ignite ignite, MeterRegistry registry) {
    for (CacheName cache : CacheName.values()) {
      Gauge.builder("rollingdrop.cache.entries", ignite, i -> primaryEntries(i, cache))
          .tag("cache", cache.id())
          .description("entries of which this node is the primary")
          .register(registry);
    }
    Gauge.builder(
            "rollingdrop.cluster.servers", ignite, i -> i.cluster().forServers().nodes().size())
        .register(registry);
    Gauge.builder("rollingdrop.rebalancing.partitions", ignite, GridMetrics::rebalancing)
        .description("partitions that this node still takes over from others")
        .register(registry);
    Gauge.builder("rollingdrop.region.used.bytes", ignite, GridMetrics::usedBytes)
        .description("off-heap memory in use")
        .register(registry);
  }

  static long primaryEntries(Ignite ignite, CacheName cache) {
    return ignite.cache(cache.id()).localSizeLong(CachePeekMode.PRIMARY);
  }

  /** Partitions that this node still takes over from others. */
  static long rebalancing(Ignite ignite) {
    long partitions = 0;
    for (CacheName cache : CacheName.values()) {
      partitions += ignite.cache(cache.id()).localMetrics().getRebalancingPartitionsCount();
    }
    return partitions;
  }

  /** Entries that this node has yet to write to Postgres. */
  static long mirrorWaiting(Ignite ignite) {
    long waiting = 0;
    for (CacheName cache : CacheName.values()) {
      waiting += ignite.cache(cache.id()).localMetrics().getWriteBehindBufferSize();
    }
    return waiting;
  }

  // Deprecated for the metric registry of Ignite's internals, which is no public interface.
  @SuppressWarnings("deprecation")
  private static double usedBytes(Ignite ignite) {
    var region = ignite.dataRegionMetrics("default");
    return region == null ? 0 : region.getOffheapUsedSize();
  }
}
