package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.reconcile.Options;
import com.rollingdrop.persistence.reconcile.Place;
import com.rollingdrop.persistence.reconcile.Reconciliation;
import com.rollingdrop.persistence.reconcile.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Postgres, Kafka and ClickHouse say what the grid says, row for row, and since when.
 *
 * @param seconds from the beginning of the calm to the end of the last comparison
 * @param report of the last comparison
 */
record Agreement(double seconds, Report report) {
  private static final Logger LOG = LoggerFactory.getLogger(Agreement.class);
  private static final long BETWEEN_MS = 1_000;

  /** Compares again and again until all are equal, or the patience is over. */
  static Agreement within(
      Duration patience, long calmSinceNanos, Ignite ignite, Settings settings, Secrets secrets)
      throws InterruptedException {
    Reconciliation reconciliation =
        new Reconciliation(ignite, settings, secrets, InstantSource.system(), ms -> {});
    Options once = new Options(EnumSet.allOf(Place.class), Duration.ZERO, 1, false);
    while (true) {
      long startNanos = System.nanoTime();
      Report report = reconciliation.run(once, compared -> {});
      double seconds = (System.nanoTime() - calmSinceNanos) / 1e9;
      Agreement agreement = new Agreement(seconds, report);
      LOG.info("after {} s: {}", Math.round(seconds), agreement.summary());
      // The comparison that begins within the patience is the last one.
      if (report.isEqual() || startNanos - calmSinceNanos > patience.toNanos()) {
        return agreement;
      }
      Thread.sleep(BETWEEN_MS);
    }
  }

  boolean isReached() {
    return report.isEqual();
  }

  /** Findings by place, or what could not be compared. */
  String summary() {
    if (report.isEqual()) {
      return "all equal";
    }
    return report.compared().stream()
            .filter(one -> one.findings() > 0)
            .map(one -> one.place() + " " + one.table() + " " + one.findings())
            .collect(Collectors.joining(", ", "findings: ", ""))
        + report.failures();
  }

  /** Messages of the topic that stand there again. */
  long repeated() {
    return report.compared().stream()
        .filter(one -> one.place() == Place.KAFKA)
        .mapToLong(one -> one.repeated())
        .sum();
  }
}
