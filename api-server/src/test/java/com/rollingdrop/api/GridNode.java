package com.rollingdrop.api;

import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.compute.shell.CommandExecutor;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;

/** A real server node in this JVM, with what it needs to carry out commands. */
final class GridNode implements AutoCloseable {
  private static final String SEED_KEY = "00112233445566778899aabbccddeeff".repeat(2);

  private final Ignite ignite;

  private GridNode(Ignite ignite) {
    this.ignite = ignite;
  }

  static GridNode start(Settings settings) {
    return start(settings, Mirror.NONE);
  }

  static GridNode start(Settings settings, Mirror mirror) {
    Ignite ignite = Ignition.start(IgniteConfigurations.server(settings));
    ignite.cluster().state(ClusterState.ACTIVE);
    new CommandExecutor(
            ignite,
            new SeedVault(SEED_KEY, new SecureRandom()),
            InstantSource.system(),
            settings.currency(),
            Rules.of(settings.rules()),
            mirror,
            new SimpleMeterRegistry())
        .attach();
    return new GridNode(ignite);
  }

  Ignite ignite() {
    return ignite;
  }

  @Override
  public void close() {
    Ignition.stop(ignite.name(), true);
  }
}
