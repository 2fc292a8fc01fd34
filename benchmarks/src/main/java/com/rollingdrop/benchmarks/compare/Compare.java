package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.engine.EngineContender;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.WarmUp;
import com.rollingdrop.benchmarks.peers.MonolithContender;
import com.rollingdrop.benchmarks.peers.PostgresContender;
import com.rollingdrop.benchmarks.peers.RedisContender;
import com.rollingdrop.benchmarks.report.BarChart;
import com.rollingdrop.benchmarks.report.MarkdownReport;
import com.rollingdrop.benchmarks.report.RawFigures;
import com.rollingdrop.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
  /** Measured only when asked for. */
  private static final Set<String> EXTRA = Set.of("engine-zipf", "monolith-fsync");

  @Spec private CommandSpec spec;

  @Option(names = "--seconds", description = "measured time", defaultValue = "20")
  private int seconds;

  @Option(names = "--warmup", description = "seconds of warm-up at least", defaultValue = "10")
  private int warmUpSeconds;

  @Option(
      names = "--warmup-max",
      description = "seconds of warm-up at most; it ends when the rate no longer grows",
      defaultValue = "90")
  private int warmUpSecondsMax;

  @Option(names = "--rounds", description = "rounds", defaultValue = "3")
  private int rounds;

  @Option(
      names = "--callers",
      description = "callers, each waiting for its reply",
      defaultValue = "64")
  private int callers;

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

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "where the report goes; default: benchmarks/results",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private Optional<Path> folder;

  private Compare() {}

  /** Exit code 0 when everything was measured, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Compare()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    check();
    Path home = Path.of(System.getProperty("rollingdrop.home", "")).toAbsolutePath();
    PrintWriter out = spec.commandLine().getOut();
    Plan plan =
        new Plan(
            home,
            home.resolve("var").resolve("benchmarks").resolve("compare"),
            chosen(),
            rounds,
            callers,
            players,
            new WarmUp(warmUpSeconds, Math.max(warmUpSeconds, warmUpSecondsMax)),
            seconds,
            singleSeconds,
            halfRate);
    Report report = new Comparison(plan, out).run(InstantSource.system());
    write(report, folder.orElse(home.resolve("benchmarks").resolve("results")), out);
    return 0;
  }

  private void check() {
    atLeast("--seconds", seconds, 1);
    atLeast("--warmup", warmUpSeconds, 0);
    atLeast("--rounds", rounds, 1);
    atLeast("--callers", callers, 1);
    atLeast("--players", players, 1);
    atLeast("--single-seconds", singleSeconds, 0);
  }

  private void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + ": must be at least " + least + ", is " + value);
    }
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

  private static void write(Report report, Path folder, PrintWriter out) throws IOException {
    Files.createDirectories(folder);
    String name = LocalDate.now(ZoneOffset.UTC) + "-engine-and-peers";
    String chart = name + ".svg";
    String figures = name + ".json";
    Path table = folder.resolve(name + ".md");
    Files.writeString(folder.resolve(chart), BarChart.of(report.lines()));
    Files.writeString(folder.resolve(figures), RawFigures.of(report));
    Files.writeString(
        table,
        MarkdownReport.of(
            report, "The engine and its peers, " + LocalDate.now(ZoneOffset.UTC), chart, figures));
    out.println("written: " + table);
  }
}
