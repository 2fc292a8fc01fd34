package com.rollingdrop.compute.shell;

import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterTopologyException;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures of transactions that another node's loss has caused, and that pass with it. */
final class TopologyChange {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyChange.class);
  private static final int CAUSES_MAX = 16;

  /** A sender waits for its reply meanwhile, so not for long. */
  private static final long WAIT_MS = 3_000;

  private TopologyChange() {}

  /**
   * Waits until the nodes that are left agree on who holds what, a few seconds at most.
   *
   * @return whether the failure was of this kind, so that trying again has a chance
   */
  static boolean await(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
      if (cause instanceof ClusterTopologyException topology) {
        await(topology.retryReadyFuture());
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static void await(@Nullable IgniteFuture<?> ready) {
    if (ready == null) {
      return;
    }
    try {
      ready.get(WAIT_MS);
    } catch (IgniteException e) {
      LOG.debug("the nodes do not agree yet", e);
    }
  }
}
