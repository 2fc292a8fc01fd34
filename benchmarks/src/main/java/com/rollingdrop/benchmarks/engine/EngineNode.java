package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.compute.shell.CommandExecutor;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.IgniteConfiguration;

/**
 * The main of one grid node with the engine and nothing behind it: no mirror, no metrics, no
 * management port. Runs until its standard input ends.
 */
public final class EngineNode {
  /** What a node prints when it serves. */
  static final String READY = "engine-node serves";

  private static final long MB = 1024L * 1024L;
  private static final long LOOK_EVERY_MS = 100;

  private EngineNode() {}

  /**
   * Starts the node that the settings describe.
   *
   * @param args how many nodes the grid has
   */
  public static void main(String[] args) {
    int nodes = Integer.parseInt(args[0]);
    ProcessMain.run("engine-node", settings -> start(settings, nodes));
  }

  @SuppressWarnings("SystemOut") // how the parent process learns that the node is up
  private static void start(Settings settings, int nodes) throws IOException, InterruptedException {
    IgniteConfiguration configuration = IgniteConfigurations.server(settings);
    // Nobody reads the change data capture's folder here, and so nobody would empty it.
    configuration
        .getDataStorageConfiguration()
        .setCdcWalDirectoryMaxSize(settings.grid().walArchiveMaxMb() * MB);
    Ignite ignite = Ignition.start(configuration);
    while (ignite.cluster().forServers().nodes().size() < nodes) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    if (settings.grid().nodeIndex() == 1) {
      ignite.cluster().baselineAutoAdjustEnabled(false);
      ignite.cluster().state(ClusterState.ACTIVE);
    }
    while (ignite.cluster().state() != ClusterState.ACTIVE) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    new CommandExecutor(
            ignite,
            seeds(),
            InstantSource.system(),
            settings.currency(),
            Rules.of(settings.rules()),
            Mirror.NONE,
            new SimpleMeterRegistry())
        .attach();
    System.out.println(READY);
    Thread parent = new Thread(EngineNode::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
  }

  /** A key for this run alone: the data is thrown away after it. All processes need the same. */
  static SeedVault seeds() {
    return new SeedVault("00112233445566778899aabbccddeeff".repeat(2), new SecureRandom());
  }

  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The parent is gone as well.
    }
    System.exit(0);
  }
}
