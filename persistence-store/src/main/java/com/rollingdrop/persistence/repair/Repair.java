package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * The repair behind the mirror, with all that it needs. It may be started before Kafka, Postgres
 * and the grid, and outlives outages of each; until they answer it is not up. Thread-safe.
 */
public final class Repair implements AutoCloseable {
  private final HikariDataSource dataSource;
  private final GridRows grid;
  private final EventDelivery deadLetters;
  private final RepairProgress progress;
  private final RepairWorker worker;

  private Repair(
      Settings settings,
      Secrets secrets,
      KafkaAccess access,
      MeterRegistry registry,
      InstantSource clock) {
    // Of its own: the sink beside it is to go on when this one stops, and the other way round.
    StopSignal stop = new StopSignal();
    dataSource = PostgresDataSource.open(settings, secrets);
    grid = new GridRows(settings);
    progress = new RepairProgress(registry, clock);
    deadLetters = new EventDelivery(access, "repair-dead-letters", progress, stop);
    MirrorStore store = new MirrorStore(dataSource, registry, clock);
    worker = new RepairWorker(settings, access, store, grid, deadLetters, progress, clock, stop);
  }

  /**
   * Starts repairing in the background.
   *
   * @param secrets hold the password of the Postgres user
   * @param registry gets the metrics {@code rollingdrop.repair.*}, by cache
   * @param clock tells how old a message is
   * @throws com.rollingdrop.grid.settings.BadSettingsException when the password is missing
   */
  public static Repair start(
      Settings settings,
      Secrets secrets,
      KafkaAccess access,
      MeterRegistry registry,
      InstantSource clock) {
    Repair repair = new Repair(settings, secrets, access, registry, clock);
    repair.worker.start();
    return repair;
  }

  /** Whether Kafka, the grid and Postgres answer. */
  public boolean isUp() {
    return progress.isUp();
  }

  /** Fields of a JSON object, each with a comma before it. */
  public String statusFields() {
    return progress.statusFields();
  }

  /** Stops after the batch at hand. */
  @Override
  public void close() {
    worker.close();
    deadLetters.close();
    grid.close();
    dataSource.close();
  }
}
