package com.rollingdrop.ops;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;

/** How a command joins the running grid. */
final class GridClient {
  private static final int JOIN_TIMEOUT_MS = 30_000;

  private GridClient() {}

  /**
   * Joins as a client; close it to leave.
   *
   * @throws OpsException when the grid is not active
   * @throws org.apache.ignite.IgniteException when there is no grid
   */
  static Ignite join(Settings settings, String name) {
    IgniteConfiguration client = IgniteConfigurations.client(settings, name);
    // A client waits for its first server without end if nobody tells it otherwise.
    ((TcpDiscoverySpi) client.getDiscoverySpi()).setJoinTimeout(JOIN_TIMEOUT_MS);
    Ignite ignite = Ignition.start(client);
    if (!ignite.cluster().state().active()) {
      ignite.close();
      throw new OpsException("the grid is not active");
    }
    return ignite;
  }
}
