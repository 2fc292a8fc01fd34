package com.rollingdrop.node;

import java.util.ArrayList;
import java.util.Collection;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes hold data. A first node activates the grid; a new node adds itself to the baseline,
 * so operators add nodes by starting them. Nobody is ever removed by a start: a node that is
 * missing may come back with its data.
 */
final class Baseline {
  private static final Logger LOG = LoggerFactory.getLogger(Baseline.class);

  private Baseline() {}

  /** Takes this node into the grid. A grid that waits for its other nodes is left waiting. */
  static void join(Ignite ignite) {
    IgniteCluster cluster = ignite.cluster();
    Collection<BaselineNode> baseline = cluster.currentBaselineTopology();
    if (baseline == null) {
      cluster.state(ClusterState.ACTIVE);
      cluster.baselineAutoAdjustEnabled(false);
      LOG.info("first start: the grid is active");
      return;
    }
    Object self = cluster.localNode().consistentId();
    if (baseline.stream().anyMatch(node -> node.consistentId().equals(self))) {
      return;
    }
    if (cluster.state() != ClusterState.ACTIVE) {
      LOG.warn("the grid waits for its other nodes; this new one joins once it is started again");
      return;
    }
    Collection<BaselineNode> grown = new ArrayList<>(baseline);
    grown.add(cluster.localNode());
    cluster.setBaselineTopology(grown);
    LOG.info("{} joins the baseline, {} nodes now", self, grown.size());
  }

  /** Whether the grid is active and this node holds data of it. */
  static boolean isServing(Ignite ignite) {
    IgniteCluster cluster = ignite.cluster();
    Collection<BaselineNode> baseline = cluster.currentBaselineTopology();
    Object self = cluster.localNode().consistentId();
    return cluster.state() == ClusterState.ACTIVE
        && baseline != null
        && baseline.stream().anyMatch(node -> node.consistentId().equals(self));
  }
}
