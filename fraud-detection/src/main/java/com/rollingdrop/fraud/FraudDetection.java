package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The detection with all that it needs: the rules over the topic of transactions, and the sink that
 * brings their signals into Postgres and freezes. It may be started before Kafka, Postgres and the
 * grid, and outlives outages of each; until they answer it is not up. Thread-safe.
 */
public final class FraudDetection implements AutoCloseable {
  private final HikariDataSource dataSource;
  private final FraudProgress progress;
  private final GridBoxOdds odds;
  private final FraudStreams streams;
  private final SignalSink sink;

  private FraudDetection(
      Settings settings,
      Secrets secrets,
      MeterRegistry registry,
      @Nullable WithdrawalFreeze freeze) {
    StopSignal stop = new StopSignal();
    KafkaAccess access = KafkaAccess.of(settings, secrets, KafkaUser.FRAUD);
    dataSource = PostgresDataSource.open(settings, secrets);
    progress = new FraudProgress(registry);
    odds = new GridBoxOdds(settings, progress, stop);
    FraudRules rules = new FraudRules(settings.fraud(), odds);
    streams = new FraudStreams(settings, access, FraudTopology.of(rules, progress), progress);
    // The streams fail where the topics are missing, so they wait until the sink has made them.
    sink = new SignalSink(settings, access, dataSource, freeze, progress, stop, streams::start);
  }

  /**
   * Starts in the background.
   *
   * @param secrets hold the passwords of the Postgres user and the Kafka user
   * @param registry gets the metrics {@code rollingdrop.fraud.*}
   * @param freeze what signals of the rules in {@code freeze-rules} do; null to freeze nobody
   * @throws com.rollingdrop.grid.settings.BadSettingsException when a password is missing
   */
  public static FraudDetection start(
      Settings settings,
      Secrets secrets,
      MeterRegistry registry,
      @Nullable WithdrawalFreeze freeze) {
    FraudDetection detection = new FraudDetection(settings, secrets, registry, freeze);
    detection.sink.start();
    return detection;
  }

  /** Whether transactions are followed and signals are stored. */
  public boolean isUp() {
    return progress.isUp();
  }

  /** A JSON object in one line. */
  public String statusJson() {
    return progress.statusJson();
  }

  /** Stops after what is at hand. */
  @Override
  public void close() {
    sink.close();
    streams.close();
    odds.close();
    dataSource.close();
  }
}
