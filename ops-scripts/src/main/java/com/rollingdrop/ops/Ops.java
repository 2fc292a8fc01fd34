package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.BadSettingsException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one main behind the scripts of this folder. */
@Command(
    name = "ops-scripts",
    subcommands = {
      Up.class,
      Down.class,
      Status.class,
      Token.class,
      ImportBoxes.class,
      ColdStart.class,
      Audit.class,
      KafkaTopics.class,
      PartnerCommand.class,
      Principals.class,
      CdcReplay.class,
      Reconcile.class,
      Retention.class,
      ImportMonolith.class,
      Fraud.class
    },
    mixinStandardHelpOptions = true)
public final class Ops {
  private Ops() {}

  /** Runs one command; exit code 0 when it did what was asked, 1 when not, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Ops())
        .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int explain(Exception e, CommandLine line) throws Exception {
    if (e instanceof BadSettingsException bad) {
      bad.problems().forEach(problem -> line.getErr().println("bad setting: " + problem));
      return CommandLine.ExitCode.USAGE;
    }
    if (e instanceof OpsException) {
      line.getErr().println(e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (e instanceof FileSystemException file) {
      line.getErr().println("cannot use " + file.getFile() + ": " + file.getReason());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }
}
