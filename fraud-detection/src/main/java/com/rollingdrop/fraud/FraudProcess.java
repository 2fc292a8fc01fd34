package com.rollingdrop.fraud;

import com.rollingdrop.grid.process.ManagementServer;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.apache.ignite.IgniteSystemProperties;

/** The process that looks for fraud in the transactions. */
public final class FraudProcess {
  private FraudProcess() {}

  /** Runs until it is stopped; several share the work among them. */
  public static void main(String[] args) {
    System.setProperty(IgniteSystemProperties.IGNITE_NO_SHUTDOWN_HOOK, "true");
    ProcessMain.run("fraud", FraudProcess::start);
  }

  private static void start(Settings settings) throws IOException {
    PrometheusMeterRegistry registry = ManagementServer.registry(settings.dataDir());
    GridFreeze freeze = new GridFreeze(settings, registry);
    FraudDetection detection =
        FraudDetection.start(
            settings,
            Secrets.of(settings),
            registry,
            settings.fraud().freezeWithdrawals() ? freeze : null);
    ManagementServer management =
        new ManagementServer(
            settings.fraud().managementPort(), registry, detection::isUp, detection::statusJson);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  detection.close();
                  freeze.close();
                  management.close();
                },
                "stop"));
  }
}
