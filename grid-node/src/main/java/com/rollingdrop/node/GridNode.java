package com.rollingdrop.node;

import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.compute.shell.CommandExecutor;
import com.rollingdrop.compute.shell.ContinuousAudit;
import com.rollingdrop.compute.shell.ExpirySweeper;
import com.rollingdrop.compute.shell.LedgerRetention;
import com.rollingdrop.compute.shell.LossReplay;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.WaitingLog;
import com.rollingdrop.grid.process.ManagementServer;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import com.rollingdrop.persistence.reconcile.MirroredLedger;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteSystemProperties;
import org.apache.ignite.Ignition;

/** The main of one server node. */
public final class GridNode {
  private GridNode() {}

  /**
   * Starts the node that {@code rollingdrop.grid.node-index} names; it runs until it is stopped.
   */
  public static void main(String[] args) {
    System.setProperty(IgniteSystemProperties.IGNITE_NO_SHUTDOWN_HOOK, "true");
    ProcessMain.run("grid-node", GridNode::start);
  }

  private static void start(Settings settings) throws IOException, InterruptedException {
    Secrets secrets = Secrets.of(settings);
    SeedVault seeds = seedVault(secrets);
    PrometheusMeterRegistry registry = ManagementServer.registry(settings.dataDir());
    HikariDataSource postgres = PostgresDataSource.open(settings, secrets);
    PostgresMirror mirror =
        new PostgresMirror(postgres, settings.mirror(), registry, InstantSource.system());
    Ignite ignite = Ignition.start(IgniteConfigurations.server(settings));
    AtomicBoolean wired = new AtomicBoolean();
    WaitingLog log = WaitingLog.of(settings);
    log.register(registry);
    ManagementServer management =
        new ManagementServer(
            settings.grid().managementPort() + settings.grid().nodeIndex() - 1,
            registry,
            () -> wired.get() && Baseline.isServing(ignite),
            () -> wired.get() ? GridMetrics.status(ignite, mirror, log) : "{\"serving\":false}");
    // In this order, and so not by Ignite's own hook: the mirror writes what the node did last.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Ignition.stop(ignite.name(), true);
                  mirror.close();
                  management.close();
                },
                "stop"));

    Baseline.join(ignite);
    GridMetrics.register(ignite, registry);
    CommandExecutor executor =
        new CommandExecutor(
            ignite,
            seeds,
            InstantSource.system(),
            settings.currency(),
            Rules.of(settings.rules()),
            mirror,
            registry);
    executor.attach();
    new ExpirySweeper(ignite, executor, InstantSource.system(), registry)
        .start(settings.grid().expiryLookMs());
    new LossReplay(ignite, InstantSource.system(), settings.grid().transactionTimeoutMs(), registry)
        .start();
    new ContinuousAudit(
            ignite, settings.audit().playersPerSecond(), InstantSource.system(), registry)
        .start();
    MirroredLedger archive =
        new MirroredLedger(new MirrorStore(postgres, registry, InstantSource.system()));
    new LedgerRetention(
            ignite,
            archive::digest,
            mirror,
            settings.retention().ledgerDays(),
            settings.retention().playersPerSecond(),
            InstantSource.system(),
            registry)
        .start();
    wired.set(true);
  }

  private static SeedVault seedVault(Secrets secrets) {
    try {
      return new SeedVault(secrets.text(Secret.SEED_KEY), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new BadSettingsException(
          List.of(Secret.SEED_KEY.variable() + ": must be 32 bytes in hex"));
    }
  }
}
