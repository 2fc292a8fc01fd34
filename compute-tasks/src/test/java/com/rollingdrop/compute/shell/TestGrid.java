package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;

/** One real server node, persistent, with nothing behind it. */
public final class TestGrid implements AutoCloseable {
  private final Settings settings;
  private Ignite ignite;

  public TestGrid(Path data) {
    settings =
        SettingsLoader.load(
            Map.of(
                "ROLLINGDROP_DATA_DIR", data.toString(),
                "ROLLINGDROP_GRID_DISCOVERY_PORT", port(),
                "ROLLINGDROP_GRID_COMMUNICATION_PORT",
                    Integer.toString(FreePorts.forCommunication()),
                "ROLLINGDROP_GRID_CLIENT_PORT", port(),
                "ROLLINGDROP_GRID_PARTITIONS", "32",
                "ROLLINGDROP_GRID_DATA_REGION_MB", "128"));
    ignite = start();
  }

  public Ignite ignite() {
    return ignite;
  }

  public Settings settings() {
    return settings;
  }

  public void restart() {
    ignite.close();
    ignite = start();
  }

  private Ignite start() {
    Ignite started = Ignition.start(IgniteConfigurations.server(settings));
    started.cluster().state(ClusterState.ACTIVE);
    new CommandExecutor(
            started,
            Samples.vault(),
            InstantSource.system(),
            "USD",
            Rules.of(settings.rules()),
            Mirror.NONE,
            new SimpleMeterRegistry())
        .attach();
    new BoxCatalog(started).publish(Samples.CRATE);
    return started;
  }

  private static String port() {
    return Integer.toString(FreePorts.next());
  }

  @Override
  public void close() {
    ignite.close();
  }
}
