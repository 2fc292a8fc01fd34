package com.rollingdrop.benchmarks.coldstart;

import com.rollingdrop.benchmarks.engine.OneNode;
import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Markdown;
import com.rollingdrop.benchmarks.report.Results;
import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.coldstart.ColdStart;
import com.rollingdrop.persistence.coldstart.Loaded;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fills Postgres, loads an empty grid from it some times, and audits each. */
@Command(
    name = "cold-start",
    description = {
      "Fills the mirror in Postgres with what players did, loads an empty node from it,",
      "audits every player, chain included, and writes the rates and the raw lines."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ColdStartFigures implements Callable<Integer> {
  private static final String SUBJECT = "cold-start";
  private static final double SECOND_NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final List<String> PROCESSES = List.of(Cpu.LOADER, Cpu.NODE);

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--players", description = "players", defaultValue = "50000")
  private int players;

  @Option(names = "--openings", description = "openings of each", defaultValue = "14")
  private int openings;

  @Option(names = "--rounds", description = "cold starts", defaultValue = "3")
  private int rounds;

  private ColdStartFigures() {}

  /** Exit code 0 when every cold start passed its audit, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ColdStartFigures()).execute(args));
  }

  private record Round(
      long rows, double seconds, Map<String, Double> cpuSeconds, String load, List<String> lines) {
    long perSecond() {
      return Math.round(rows / seconds);
    }

    double cpuMicros(String process) {
      return cpuSeconds.getOrDefault(process, 0.0) * MICROS / rows;
    }

    double cpuMicros() {
      return PROCESSES.stream().mapToDouble(this::cpuMicros).sum();
    }
  }

  @Override
  public Integer call() throws Exception {
    if (players < 2 || openings < 1 || rounds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--players: 2 at least; --openings and --rounds: 1 at least");
    }
    Path work = Results.work();
    Path folder = work.resolve("stage");
    Folders.delete(folder);
    Files.createDirectories(folder);
    Map<String, String> machine = Machine.describe(work, InstantSource.system().instant());
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("players", String.format(Locale.ROOT, "%,d", players));
    settings.put("openings of each", Integer.toString(openings));
    List<Round> all = new ArrayList<>();
    try (FilledPostgres postgres = FilledPostgres.start(work, folder)) {
      long start = System.nanoTime();
      long rows = postgres.fill(players, openings);
      say("%,d rows written to Postgres in %.0f s", rows, secondsSince(start));
      for (int round = 1; round <= rounds; round++) {
        Path data = folder.resolve("round-" + round);
        Files.createDirectories(data);
        try (OneNode node = OneNode.start(new Stage(Results.home(), work, data, players))) {
          settings.put("node", node.about());
          all.add(round(node.settings(postgres.environment())));
        }
        Folders.delete(data);
      }
    } finally {
      Folders.delete(folder);
    }
    report(machine, settings, all);
    return 0;
  }

  private Round round(Settings settings) throws Exception {
    List<String> lines = new ArrayList<>();
    String load = Files.readString(Path.of("/proc/loadavg")).strip();
    Map<String, Double> cpu = Cpu.seconds();
    long start = System.nanoTime();
    List<Loaded> loaded = ColdStart.run(settings, FilledPostgres.secrets(), lines::add);
    double seconds = secondsSince(start);
    Map<String, Double> cpuAfter = Cpu.seconds();
    cpuAfter.replaceAll((process, after) -> after - cpu.getOrDefault(process, 0.0));
    Round round =
        new Round(loaded.stream().mapToLong(Loaded::rows).sum(), seconds, cpuAfter, load, lines);
    say(
        "%,d rows in %.1f s, %,d a second, with %.1f us of processor time for each row",
        round.rows(), seconds, round.perSecond(), round.cpuMicros());
    try (Ignite client = Ignition.start(IgniteConfigurations.client(settings, "figures"))) {
      AuditTally audit = new GridAudit(client).all(true, sofar -> {});
      if (!audit.isClean() || audit.players() != players) {
        throw new IllegalStateException("the audit found " + audit.findings());
      }
      say("audit --chain: %,d players, %,d entries, clean", audit.players(), audit.entries());
    }
    return round;
  }

  private void report(Map<String, String> machine, Map<String, String> settings, List<Round> all)
      throws Exception {
    Markdown report =
        new Markdown("Cold start, " + results.today())
            .facts(machine, settings)
            .paragraph(
                "Postgres, the one node and the loader share the machine. A round is everything from the start of the"
                    + " loader's client to the comparison of counts and sums; each passed `audit --chain` afterwards.")
            .paragraph(
                "Processor time is what a row takes of all cores together, without that of Postgres; on a machine that"
                    + " nobody else uses, the cores divided by it is more than the rate that can be had at best.")
            .row(
                "round",
                "rows",
                "seconds",
                "rows/s",
                "µs of processor time a row",
                "of them the loader, the node",
                "/proc/loadavg before")
            .line("|---|--:|--:|--:|--:|---|---|");
    for (int i = 0; i < all.size(); i++) {
      Round round = all.get(i);
      report.row(
          Integer.toString(i + 1),
          String.format(Locale.ROOT, "%,d", round.rows()),
          String.format(Locale.ROOT, "%.1f", round.seconds()),
          String.format(Locale.ROOT, "%,d", round.perSecond()),
          micros(round.cpuMicros()),
          PROCESSES.stream().map(p -> micros(round.cpuMicros(p))).collect(Collectors.joining(", ")),
          round.load());
    }
    report.line("").paragraph("What the command said:").line("```");
    all.forEach(round -> round.lines().forEach(report::line));
    report.line("```");
    say("written: %s", results.write(results.fileName(SUBJECT, "md"), report.toString()));
  }

  private static String micros(double micros) {
    return String.format(Locale.ROOT, "%.1f", micros);
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / SECOND_NANOS;
  }
}
