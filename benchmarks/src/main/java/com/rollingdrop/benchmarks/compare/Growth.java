package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.engine.EngineContender;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.report.GrowthReport;
import com.rollingdrop.benchmarks.report.RawFigures;
import com.rollingdrop.benchmarks.report.Report;
import com.rollingdrop.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the engine with few and many wallets, and with an empty and a long ledger. */
@Command(
    name = "growth",
    description = {
      "Measures one engine node with few wallets, with many, and with a long ledger, in turn,",
      "and writes a table and the raw figures. Let nothing else run meanwhile."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Growth implements Callable<Integer> {
  private static final String SUBJECT = "growth";

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Option(names = "--seconds", description = "measured time", defaultValue = "60")
  private int seconds;

  @Option(names = "--wallets", description = "wallets of a small grid", defaultValue = "10000")
  private int wallets;

  @Option(
      names = "--many-wallets",
      description = "wallets of the grid with many",
      defaultValue = "2000000")
  private int manyWallets;

  @Option(
      names = "--entries",
      description = "ledger entries of the grid with a long ledger, alike for all its wallets",
      defaultValue = "5000000")
  private int entries;

  @Option(
      names = "--region-mb",
      description = "memory for the data of a node; all of it must fit",
      defaultValue = "10240")
  private int regionMb;

  private Growth() {}

  /** Exit code 0 when everything was measured, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Growth()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    check();
    PrintWriter out = spec.commandLine().getOut();
    Plan plan =
        new Plan(
            Results.home(),
            Results.work(),
            contenders(),
            run.rounds(),
            run.callers(),
            wallets,
            run.warmUpLeast(),
            run.warmUpMost(),
            seconds,
            0,
            false);
    write(new Comparison(plan, out).run(InstantSource.system()), out);
    return 0;
  }

  private void check() {
    run.check();
    run.atLeast("--seconds", seconds, 1);
    run.atLeast("--wallets", wallets, 1);
    run.atLeast("--many-wallets", manyWallets, 1);
    run.atLeast("--entries", entries, 1);
    run.atLeast("--region-mb", regionMb, 1);
  }

  /** The first is what the others are held against. */
  private List<Contender> contenders() {
    return List.of(
        EngineContender.filled("small", wallets, 0, regionMb),
        EngineContender.filled("many-wallets", manyWallets, 0, regionMb),
        EngineContender.filled("long-ledger", wallets, entries, regionMb));
  }

  private void write(Report report, PrintWriter out) throws IOException {
    Results results = run.results();
    String figures = results.fileName(SUBJECT, "json");
    results.write(figures, RawFigures.of(report));
    Path table =
        results.write(
            results.fileName(SUBJECT, "md"),
            GrowthReport.of(report, "What growth costs, " + results.today(), figures));
    out.println("written: " + table);
  }
}
