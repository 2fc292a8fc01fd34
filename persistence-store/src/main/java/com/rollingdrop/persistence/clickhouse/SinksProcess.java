package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.grid.process.ManagementServer;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.StopSignal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;

/**
 * The process that feeds ClickHouse from Kafka. It may be started before both, and outlives outages
 * of both; until they answer, its health is DOWN.
 */
public final class SinksProcess implements AutoCloseable {
  private final TransactionEventSink sink;
  private final EventDelivery deadLetters;
  private final ManagementServer management;

  private SinksProcess(Settings settings, String clickHousePassword) throws IOException {
    PrometheusMeterRegistry registry = ManagementServer.registry();
    StopSignal stop = new StopSignal();
    SinkProgress progress = new SinkProgress(registry, Clock.systemUTC());
    management =
        new ManagementServer(
            settings.sinks().managementPort(), registry, progress::isUp, progress::statusJson);
    deadLetters = new EventDelivery(settings.kafka(), "sinks-dead-letters", progress, stop);
    TransactionEventTable table =
        new TransactionEventTable(
            new ClickHouseConnections(settings.clickhouse(), clickHousePassword));
    sink = new TransactionEventSink(settings, table, deadLetters, progress, stop);
  }

  /**
   * Starts feeding in the background.
   *
   * @param secrets hold the password of the ClickHouse user
   * @throws IOException when the management port can't be bound
   */
  public static SinksProcess start(Settings settings, Secrets secrets) throws IOException {
    SinksProcess process = new SinksProcess(settings, secrets.text(Secret.CLICKHOUSE_PASSWORD));
    process.sink.start();
    return process;
  }

  /** Stops after the batch at hand. */
  @Override
  public void close() {
    sink.close();
    deadLetters.close();
    management.close();
  }

  public static void main(String[] args) {
    ProcessMain.run(
        "sinks",
        settings -> {
          SinksProcess process = start(settings, Secrets.of(settings));
          Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop"));
        });
  }
}
