package com.rollingdrop.node;

import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.ignite.DataRegionMetrics;
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
    Gauge.builder("rollingdrop.cluster.servers", ignite, i -> i.cluster().forServers().nodes().size())
        .register(registry);
    Gauge.builder("rollingdrop.region.used.bytes", ignite, GridMetrics::usedBytes)
        .description("off-heap memory in use")
        .register(registry);
  }

  static long primaryEntries(Ignite ignite, CacheName cache) {
    return ignite.cache(cache.id()).localSizeLong(CachePeekMode.PRIMARY);
  }

  private static double usedBytes(Ignite ignite) {
    return ignite.dataRegionMetrics().stream()
        .filter(region -> region.getName().equals("default"))
        .mapToLong(DataRegionMetrics::getOffheapUsedSize)
        .sum();
  }
}
