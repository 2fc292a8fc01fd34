package com.rollingdrop.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private static final int ATTEMPTS = 10;
  private static final long LOOK_EVERY_MS = 200;

  private Baseline() {}

  /**
   * Takes this node into the grid. Waits while the grid itself waits: after a stop as a whole it
   * serves again once every node of its baseline is back, and no sooner.
   */
  static void join(Ignite ignite) throws InterruptedException {
    IgniteCluster cluster = ignite.cluster();
    if (cluster.currentBaselineTopology() == null) {
      cluster.baselineAutoAdjustEnabled(false);
      cluster.state(ClusterState.ACTIVE);
      LOG.info("first start: the grid is active");
    }
    awaitActive(cluster);
    // Nodes that join at the same time may each set a baseline without the other: look again.
    for (int attempt = 0; attempt < ATTEMPTS && !isMember(cluster); attempt++) {
      Map<Object, BaselineNode> grown = new LinkedHashMap<>();
      cluster.currentBaselineTopology().forEach(node -> grown.put(node.consistentId(), node));
      cluster.forServers().nodes().forEach(node -> grown.put(node.consistentId(), node));
      cluster.setBaselineTopology(grown.values());
      LOG.info("the baseline is {} now", grown.keySet());
    }
  }

  private static void awaitActive(IgniteCluster cluster) throws InterruptedException {
    boolean said = false;
    while (cluster.state() != ClusterState.ACTIVE) {
      if (!said) {
        LOG.info("the grid waits for the other nodes of its baseline");
        said = true;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  /** Whether the grid is active and this node holds data of it. */
  static boolean isServing(Ignite ignite) {
    IgniteCluster cluster = ignite.cluster();
    return cluster.state() == ClusterState.ACTIVE && isMember(cluster);
  }

  private static boolean isMember(IgniteCluster cluster) {
    Collection<BaselineNode> baseline = cluster.currentBaselineTopology();
    Object self = cluster.localNode().consistentId();
    return baseline != null && baseline.stream().anyMatch(node -> node.consistentId().equals(self));
  }
}
