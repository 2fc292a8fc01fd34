package com.rollingdrop.benchmarks.bounds;

import com.rollingdrop.benchmarks.engine.EnginePuts;
import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Markdown;
import com.rollingdrop.benchmarks.report.Results;
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
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what bounds the engine: rows written without it, and the disk. */
@Command(
    name = "bounds",
    description = {
      "Writes the rows of openings on a node without deciding or answering anything, with both",
      "kinds of write-ahead log and with a backup, and forces the disk as often as it can."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Bounds implements Callable<Integer> {
  private static final String SUBJECT = "bounds";
  private static final List<String> LINES = List.of("engine", "engine-fsync", "engine-backup");
  private static final int KB = 1024;

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--players", description = "players", defaultValue = "10000")
  private int players;

  @Option(
      names = "--batch",
      description = "openings in a transaction; a third of 64 callers is what the gateway sends",
      defaultValue = "21")
  private int batchSize;

  @Option(
      names = "--threads",
      description = "transactions at a time on each node",
      defaultValue = "3")
  private int threads;

  @Option(names = "--rounds", description = "measurements of each", defaultValue = "3")
  private int rounds;

  @Option(names = "--seconds", description = "time of each", defaultValue = "15")
  private int seconds;

  @Option(names = "--warmup", description = "seconds before the first", defaultValue = "60")
  private int warmUp;

  private Bounds() {}

  /** Exit code 0 when everything was measured, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bounds()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (batchSize < 1 || threads < 1 || rounds < 1 || seconds < 1 || warmUp < 1) {
      throw new ParameterException(spec.commandLine(), "every number must be at least 1");
    }
    if (players < 4 * threads * batchSize) {
      throw new ParameterException(
          spec.commandLine(), "--players: at least four times --threads times --batch");
    }
    Path work = Results.work();
    Files.createDirectories(work);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rounds", rounds + " of " + seconds + " s, after " + warmUp + " s");
    settings.put("transactions at a time on each node", Integer.toString(threads));
    settings.put("openings in a transaction", Integer.toString(batchSize));
    settings.put("players", players + ", each thread has its own, in turn");
    Markdown report =
        new Markdown("What the grid and the disk do at best, " + results.today())
            .facts(Machine.describe(work, InstantSource.system().instant()), settings);
    report.paragraph(
        "The rows are those of an opening (wallet, item, ledger entry), written on the node itself in transactions that"
            + " lock the wallets first. Nothing is asked, decided, drawn, hashed or answered, and nobody else takes"
            + " part of the two cores.");
    report.row("openings' rows a second", "median", "rounds").line("|---|--:|---|");
    List<String> abouts = new ArrayList<>();
    for (String line : LINES) {
      abouts.add(puts(line, report));
    }
    report.line("").row("forcing the disk, times a second", "median", "rounds");
    report.line("|---|--:|---|");
    for (int kb : new int[] {4, 64, 256}) {
      List<Long> figures = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        figures.add(DiskForce.perSecond(work, kb * KB, 2));
      }
      row("after each " + kb + " KB", figures, report);
    }
    report.line("");
    abouts.forEach(about -> report.line("- " + about));
    out().println("written: " + results.write(results.fileName(SUBJECT, "md"), report.toString()));
    return 0;
  }

  private String puts(String line, Markdown report) throws Exception {
    Path folder = Results.work().resolve(line);
    Folders.delete(folder);
    Files.createDirectories(folder);
    try (EnginePuts grid =
        EnginePuts.start(line, new Stage(Results.home(), Results.work(), folder, players))) {
      grid.perSecond(threads, batchSize, warmUp);
      List<Long> figures = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        figures.add(grid.perSecond(threads, batchSize, seconds));
      }
      row(line, figures, report);
      return line + ": " + grid.about();
    } finally {
      Folders.delete(folder);
    }
  }

  private void row(String name, List<Long> figures, Markdown report) {
    long median = figures.stream().sorted().toList().get(figures.size() / 2);
    String rows = figures.stream().map(Bounds::rate).collect(Collectors.joining(", "));
    report.row(name, rate(median), rows);
    out().printf("%-20s %s (%s)%n", name, rate(median), rows);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String rate(long perSecond) {
    return String.format(Locale.ROOT, "%,d", perSecond);
  }
}
