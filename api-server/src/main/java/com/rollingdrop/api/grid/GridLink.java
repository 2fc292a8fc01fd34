package com.rollingdrop.api.grid;

import com.rollingdrop.compute.client.GridUnavailableException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The state of this server's membership in the grid. Thread-safe, and never waits. */
@Component
public final class GridLink {
  private final Ignite ignite;

  GridLink(Ignite ignite) {
    this.ignite = ignite;
  }

  /** Whether this server is in the grid, and the grid does its work. */
  public boolean isUp() {
    return whyDown() == null;
  }

  /**
   * Ends a request that would only wait for the grid.
   *
   * @throws GridUnavailableException when it is not up
   */
  public void requireUp() {
    String why = whyDown();
    if (why != null) {
      throw new GridUnavailableException(why);
    }
  }

  /** Why it is not up, null when it is. */
  @Nullable String whyDown() {
    try {
      IgniteFuture<?> reconnected = ignite.cluster().clientReconnectFuture();
      if (reconnected != null && !reconnected.isDone()) {
        return "not connected to the grid";
      }
      if (!ignite.cluster().state().active()) {
        return "the grid is not active";
      }
      return ignite.cluster().forServers().nodes().isEmpty() ? "the grid has no nodes" : null;
    } catch (IgniteException | IllegalStateException e) {
      return "not connected to the grid";
    }
  }
}
