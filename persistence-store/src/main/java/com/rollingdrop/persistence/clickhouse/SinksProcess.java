package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.grid.process.ManagementServer;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.repair.Repair;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The process that feeds ClickHouse from Kafka, and repairs the mirror in Postgres: two workers
 * that share nothing but the process. It may be started before all of them, and outlives their
 * outages; until they answer, its health is DOWN.
 */
public final class SinksProcess implements AutoCloseable {
  private final TransactionEventSink sink;
  private final @Nullable Repair repair;
  private final EventDelivery deadLetters;
  private final ManagementServer management;

  private SinksProcess(Settings settings, Secrets secrets) throws IOException {
    PrometheusMeterRegistry registry = ManagementServer.registry(settings.dataDir());
    StopSignal stop = new StopSignal();
    SinkProgress progress = new SinkProgress(registry, Clock.systemUTC());
    String clickHousePassword = secrets.text(Secret.CLICKHOUSE_PASSWORD);
    KafkaAccess access = KafkaAccess.of(settings, secrets, KafkaUser.SINKS);
    repair =
        settings.repair().enabled()
            ? Repair.start(settings, secrets, access, registry, Clock.systemUTC())
            : null;
    management = management(settings, registry, progress, repair);
    deadLetters = new EventDelivery(access, "sinks-dead-letters", progress, stop);
    TransactionEventTable table =
        new TransactionEventTable(
            new ClickHouseConnections(settings.clickhouse(), clickHousePassword));
    sink = new TransactionEventSink(settings, access, table, deadLetters, progress, stop);
  }

  private static ManagementServer management(
      Settings settings,
      PrometheusMeterRegistry registry,
      SinkProgress progress,
      @Nullable Repair repair)
      throws IOException {
    int port = settings.sinks().managementPort();
    if (repair == null) {
      return new ManagementServer(port, registry, progress::isUp, () -> progress.statusJson(""));
    }
    try {
      return new ManagementServer(
          port,
          registry,
          () -> progress.isUp() && repair.isUp(),
          () -> progress.statusJson(repair.statusFields()));
    } catch (IOException e) {
      repair.close();
      throw e;
    }
  }

  /**
   * Starts feeding and repairing in the background.
   *
   * @param secrets hold the passwords of the ClickHouse user, of Kafka and, with the repair, the
   *     Postgres user
   * @throws IOException when the management port can't be bound
   */
  public static SinksProcess start(Settings settings, Secrets secrets) throws IOException {
    SinksProcess process = new SinksProcess(settings, secrets);
    process.sink.start();
    return process;
  }

  /** Stops after the batches at hand. */
  @Override
  public void close() {
    if (repair != null) {
      repair.close();
    }
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
