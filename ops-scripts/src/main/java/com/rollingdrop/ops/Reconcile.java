package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.reconcile.Compared;
import com.rollingdrop.persistence.reconcile.Options;
import com.rollingdrop.persistence.reconcile.Place;
import com.rollingdrop.persistence.reconcile.Reconciliation;
import com.rollingdrop.persistence.reconcile.Report;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares the running grid with Postgres, Kafka and ClickHouse, as a client of each. */
@Command(
    name = "reconcile",
    description = {
      "Compares the running grid with Postgres, Kafka and ClickHouse: rows, money and digests,",
      "and where they differ the rows themselves. Players can go on.",
      "Exit code 0 when all are equal, 1 when something differs, 2 when one could not be compared."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Reconcile implements Callable<Integer> {
  private static final String NAME = "reconcile";
  private static final int DIFFERENT = 1;
  private static final int NOT_RUN = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PLACE",
      description = "of ${COMPLETION-CANDIDATES}, with commas between; default: all")
  private Set<Place> only = EnumSet.allOf(Place.class);

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "between two looks at what differs; default: ${DEFAULT-VALUE}")
  private int settleS;

  @Option(
      names = "--looks",
      paramLabel = "N",
      defaultValue = "6",
      description = "most looks at what differs; default: ${DEFAULT-VALUE}")
  private int looks;

  @Option(
      names = "--repair",
      description = "writes what Postgres lacks from the grid, and compares again")
  private boolean repair;

  @Option(names = "--json", description = "for other programs; no progress")
  private boolean json;

  @Override
  public Integer call() {
    if (settleS < 0 || looks < 1) {
      throw new ParameterException(
          spec.commandLine(), "--settle must not be negative, and --looks must be 1 at least");
    }
    if (repair && !only.contains(Place.POSTGRES)) {
      throw new ParameterException(spec.commandLine(), "--repair mends nothing but postgres");
    }
    Report report;
    try {
      report = reconcile(SettingsLoader.load());
    } catch (BadSettingsException e) {
      throw e;
    } catch (RuntimeException e) {
      spec.commandLine().getErr().println("the comparison could not run: " + e.getMessage());
      return NOT_RUN;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ReconcileOutput.json(report));
    } else {
      ReconcileOutput.print(report, out);
    }
    out.flush();
    report
        .failures()
        .forEach(
            (place, why) ->
                spec.commandLine().getErr().println(place + " could not be compared: " + why));
    if (!report.failures().isEmpty()) {
      return NOT_RUN;
    }
    return report.isEqual() ? 0 : DIFFERENT;
  }

  private Report reconcile(Settings settings) {
    try (Ignite ignite = GridClient.join(settings, NAME)) {
      return new Reconciliation(
              ignite, settings, Secrets.of(settings), InstantSource.system(), Reconcile::sleep)
          .run(new Options(only, Duration.ofSeconds(settleS), looks, repair), this::tell);
    }
  }

  private void tell(Compared compared) {
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(ReconcileOutput.line(compared));
      out.flush();
    }
  }

  private static void sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpsException("interrupted", e);
    }
  }
}
