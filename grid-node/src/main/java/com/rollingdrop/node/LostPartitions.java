package com.rollingdrop.node;

import com.rollingdrop.grid.ignite.CacheName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.cluster.ClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions all of whose copies were gone at once. Ignite refuses to serve them, also when the
 * nodes are back with their data, until somebody says that they may be served again. Nobody has to:
 * once every node of the baseline is back, nothing that was acknowledged is missing, and the last
 * node to come says so. While one is missing, its data might be, and they stay refused.
 */
final class LostPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(LostPartitions.class);

  private LostPartitions() {}

  /** Serves lost partitions again when every node of the baseline is there. */
  static void returnIfAllAreBack(Ignite ignite) {
    if (ignite.cluster().state() != ClusterState.ACTIVE) {
      return;
    }
    List<String> lost =
        Arrays.stream(CacheName.values())
            .map(CacheName::id)
            .filter(cache -> !ignite.cache(cache).lostPartitions().isEmpty())
            .toList();
    if (lost.isEmpty()) {
      return;
    }
    Set<Object> there =
        ignite.cluster().forServers().nodes().stream()
            .map(ClusterNode::consistentId)
            .collect(Collectors.toSet());
    List<Object> missing =
        ignite.cluster().currentBaselineTopology().stream()
            .map(BaselineNode::consistentId)
            .filter(id -> !there.contains(id))
            .toList();
    if (missing.isEmpty()) {
      ignite.resetLostPartitions(lost);
      LOG.info("all nodes are back: {} are served in full again", lost);
    } else {
      LOG.warn("partitions of {} are lost until these nodes are back: {}", lost, missing);
    }
  }
}
