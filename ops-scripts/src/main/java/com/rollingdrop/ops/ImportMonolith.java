package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.monolith.Importer;
import com.rollingdrop.ops.monolith.Report;
import com.rollingdrop.ops.monolith.ReportOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.apache.ignite.Ignite;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports players, their money and their items from a monolith's Postgres. */
@Command(
    name = "import-monolith",
    description = {
      "Imports players, their money and their items from a monolith's Postgres, which is only read.",
      "Without an option: everything, now; run it again whenever you like.",
      "Exit code 0 when all is equal then, 1 when something is found or differs, 2 when it could not run.",
      "See docs/import.md."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ImportMonolith implements Callable<Integer> {
  private static final String NAME = "import-monolith";
  private static final int DIFFERENT = 1;
  private static final int NOT_RUN = 2;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MAPPING", description = "the queries, see docs/import.md")
  private Path mapping;

  @ArgGroup private Mode mode = new Mode();

  @Option(names = "--json", description = "for other programs; no progress")
  private boolean json;

  /** One of them, or none. */
  static final class Mode {
    @Option(names = "--dry-run", description = "only says what is found and what would be written")
    private boolean dryRun;

    @Option(
        names = "--follow",
        description = "imports what changes as well, until it is stopped with Ctrl-C")
    private boolean follow;

    @Option(
        names = "--cut-over",
        description = "the last time: the monolith no longer changes, and all must be equal")
    private boolean cutOver;
  }

  @Override
  public Integer call() {
    try {
      return run(SettingsLoader.load());
    } catch (BadSettingsException e) {
      throw e;
    } catch (IOException | SQLException | RuntimeException e) {
      spec.commandLine().getErr().println("the import could not run: " + e.getMessage());
      return NOT_RUN;
    }
  }

  private int run(Settings settings) throws IOException, SQLException {
    PrintWriter out = spec.commandLine().getOut();
    try (Ignite ignite = GridClient.join(settings, NAME);
        Importer importer =
            new Importer(
                ignite, settings, Secrets.of(settings), mapping, mode.dryRun, this::tell)) {
      if (mode.follow) {
        importer.follow(() -> true);
        return 0;
      }
      Report report;
      if (mode.dryRun) {
        report = importer.dryRun();
      } else {
        report = mode.cutOver ? importer.cutOver() : importer.importAll();
      }
      if (json) {
        out.println(ReportOutput.json(report));
      } else {
        ReportOutput.print(report, mode.dryRun, out);
      }
      out.flush();
      boolean good =
          mode.dryRun ? report.findingCount() == 0 && report.totalsAgree() : report.isEqual();
      return good ? 0 : DIFFERENT;
    }
  }

  private void tell(String line) {
    if (!json) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }
}
