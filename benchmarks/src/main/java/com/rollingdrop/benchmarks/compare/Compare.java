package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.engine.EngineContender;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.peers.MonolithContender;
import com.rollingdrop.benchmarks.peers.PostgresContender;
import com.rollingdrop.benchmarks.peers.RedisContender;
import com.rollingdrop.benchmarks.report.BarChart;
import com.rollingdrop.benchmarks.report.MarkdownReport;
import com.rollingdrop.benchmarks.report.RawFigures;
import com.rollingdrop.benchmarks.report.Report;
import com.rollingdrop.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the engine and its peers in turn, and writes a table, a chart and the raw figures. */
@Command(
    name = "compare",
    description = {
      "Runs the engine and its peers in turn and writes a table, a chart and the raw figures.",
      "Let nothing else run meanwhile."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Compare implements Callable<Integer> {
  private static final String SUBJECT = "engine-and-peers";

  /** Measured only when asked for. */
  private static final Set<String> EXTRA = Set.of("engine-zipf", "monolith-fsync");

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Option(names = "--seconds", description = "measured time", defaultValue = "20")
  private int seconds;

  @Option(names = "--players", description = "players", defaultValue = "10000")
  private int players;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description =
          "only these: engine, engine-fsync, engine-backup, engine-unbatched, engine-zipf, postgres,"
              + " postgres-fsync, redis, monolith, monolith-fsync")
  private List<String> only = new ArrayList<>();

  @Option(names = "--zipf", description = "the engine with few players who open often, too")
  private boolean zipf;

  @Option(names = "--half-rate", description = "latencies at half of the top rate, too")
  private boolean halfRate;

  @Option(
      names = "--single-seconds",
      description = "measured time of one caller alone, 0 for none",
      defaultValue = "5")
  private int singleSeconds;

  private Compare() {}

  /** Exit code 0 when everything was measured, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Compare()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    check();
    PrintWriter out = spec.commandLine().getOut();
    Plan plan =
        new Plan(
            Results.home(),
            Results.work(),
            chosen(),
            run.rounds(),
            run.callers(),
            players,
            run.warmUpLeast(),
            run.warmUpMost(),
            seconds,
            singleSeconds,
            halfRate);
    write(new Comparison(plan, out).run(InstantSource.system()), out);
    return 0;
  }

  private void check() {
    run.check();
    run.atLeast("--seconds", seconds, 1);
    run.atLeast("--players", players, 1);
    run.atLeast("--single-seconds", singleSeconds, 0);
  }

  private List<Contender> chosen() {
    List<Contender> all = all();
    List<String> names = all.stream().map(Contender::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only: there is no " + name + ", but " + String.join(", ", names));
      }
    }
    return all.stream()
        .filter(
            contender ->
                only.isEmpty()
                    ? !EXTRA.contains(contender.name())
                        || (zipf && contender.name().equals("engine-zipf"))
                    : only.contains(contender.name()))
        .toList();
  }

  private static List<Contender> all() {
    List<Contender> all = new ArrayList<>(EngineContender.all());
    all.add(PostgresContender.fast());
    all.add(PostgresContender.durable());
    all.add(new RedisContender());
    all.add(MonolithContender.fast());
    all.add(MonolithContender.durable());
    return all;
  }

  private void write(Report report, PrintWriter out) throws IOException {
    Results results = run.results();
    String chart = results.fileName(SUBJECT, "svg");
    String figures = results.fileName(SUBJECT, "json");
    results.write(chart, BarChart.of(report.lines()));
    results.write(figures, RawFigures.of(report));
    Path table =
        results.write(
            results.fileName(SUBJECT, "md"),
            MarkdownReport.of(
                report, "The engine and its peers, " + results.today(), chart, figures));
    out.println("written: " + table);
  }
}
