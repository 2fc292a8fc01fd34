package com.rollingdrop.node;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.WaitingLog;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.metric.GridMetricManager;
import org.apache.ignite.spi.metric.BooleanMetric;

/** Figures of the data that this node holds. */
final class GridMetrics {
  private static final int PARTITIONS_PER_NODE_MIN = 8;

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
    Gauge.builder("rollingdrop.cluster.rebalanced", ignite, i -> isRebalanced(i) ? 1 : 0)
        .description("1 when every partition has all its copies; before that, stop no node")
        .register(registry);
    Gauge.builder("rollingdrop.region.used.bytes", ignite, GridMetrics::usedBytes)
        .description("off-heap memory in use")
        .register(registry);
  }

  private static long primaryEntries(Ignite ignite, CacheName cache) {
    return ignite.cache(cache.id()).localSizeLong(CachePeekMode.PRIMARY);
  }

  /** The node's state, a JSON object in one line. */
  static String status(Ignite ignite, PostgresMirror mirror, WaitingLog log) {
    return String.format(
        "{\"serving\":%b,\"servers\":%d,\"rebalanced\":%b,\"ledgerEntries\":%d,\"mirrorLag\":%d,\"mirrorLagMs\":%d%s}",
        Baseline.isServing(ignite),
        ignite.cluster().forServers().nodes().size(),
        isRebalanced(ignite),
        primaryEntries(ignite, CacheName.LEDGER),
        mirror.waiting(),
        mirror.lagMs(),
        log.statusFields());
  }

  // Ignite tells it as a metric only; that of the whole grid is in no public interface. It is of
  // the
  // exchange before as long as a grown baseline is not yet served: then a member holds nothing.
  private static boolean isRebalanced(Ignite ignite) {
    BooleanMetric metric =
        ((IgniteEx) ignite)
            .context()
            .metric()
            .registry(GridMetricManager.CLUSTER_METRICS)
            .findMetric(GridMetricManager.REBALANCED);
    return metric != null && metric.value() && everyMemberHoldsData(ignite);
  }

  private static boolean everyMemberHoldsData(Ignite ignite) {
    Affinity<Object> affinity = ignite.affinity(CacheName.WALLETS.id());
    Set<Object> holders = new HashSet<>();
    for (int partition = 0; partition < affinity.partitions(); partition++) {
      affinity
          .mapPartitionToPrimaryAndBackups(partition)
          .forEach(node -> holders.add(node.consistentId()));
    }
    Collection<BaselineNode> members = ignite.cluster().currentBaselineTopology();
    if (members == null) {
      return false;
    }
    // With few partitions a member may rightly hold none.
    return affinity.partitions() < PARTITIONS_PER_NODE_MIN * members.size()
        || members.stream()
            .filter(member -> isThere(ignite, member))
            .allMatch(member -> holders.contains(member.consistentId()));
  }

  private static boolean isThere(Ignite ignite, BaselineNode member) {
    return ignite.cluster().forServers().nodes().stream()
        .anyMatch(node -> node.consistentId().equals(member.consistentId()));
  }

  // Deprecated for the metric registry of Ignite's internals, which is no public interface.
  @SuppressWarnings("deprecation")
  private static double usedBytes(Ignite ignite) {
    var region = ignite.dataRegionMetrics("default");
    return region == null ? 0 : region.getOffheapUsedSize();
  }
}
