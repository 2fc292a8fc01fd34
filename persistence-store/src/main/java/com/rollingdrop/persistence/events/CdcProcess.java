package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.WaitingLog;
import com.rollingdrop.grid.process.ManagementServer;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;

/**
 * Change data capture beside one grid node: reads the node's WAL and writes its ledger's events to
 * Kafka. It may be started before the node and before Kafka, and outlives outages of both; until it
 * reads and delivers, its health is DOWN.
 */
public final class CdcProcess implements AutoCloseable {
  private final CdcRunner runner;
  private final EventDelivery delivery;
  private final CommittedLedger ledger;
  private final ManagementServer management;

  private CdcProcess(Settings settings) throws IOException {
    PrometheusMeterRegistry registry = ManagementServer.registry(settings.dataDir());
    KafkaAccess access = KafkaAccess.of(settings, KafkaUser.CDC);
    StopSignal stop = new StopSignal();
    CdcProgress progress = new CdcProgress(registry, Clock.systemUTC());
    String name = "cdc-" + IgniteConfigurations.nodeName(settings.grid());
    int port = settings.cdc().managementPort() + settings.grid().nodeIndex() - 1;
    WaitingLog log = WaitingLog.of(settings);
    log.register(registry);
    management =
        new ManagementServer(
            port, registry, progress::isUp, () -> progress.statusJson(log.statusFields()));
    delivery = new EventDelivery(access, name, progress, stop);
    ledger = new GridLedger(settings, InstantSource.system(), progress, stop);
    EventMessages messages = new EventMessages(settings);
    int batchMax = settings.cdc().batchMax();
    runner =
        new CdcRunner(
            settings,
            access,
            () -> new LedgerEventConsumer(messages, ledger, delivery, progress, stop, batchMax),
            progress,
            stop);
  }

  /**
   * Starts reading in the background.
   *
   * @throws IOException when the management port can't be bound
   */
  public static CdcProcess start(Settings settings) throws IOException {
    CdcProcess process = new CdcProcess(settings);
    process.runner.start();
    return process;
  }

  /** Stops; what Kafka has not acknowledged comes again after the next start. */
  @Override
  public void close() {
    runner.close();
    ledger.close();
    delivery.close();
    management.close();
  }

  public static void main(String[] args) {
    ProcessMain.run(
        "cdc",
        settings -> {
          CdcProcess process = start(settings);
          Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop"));
        });
  }
}
