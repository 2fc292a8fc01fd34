package com.rollingdrop.benchmarks.rest;

import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.benchmarks.peers.MonolithContender;
import com.rollingdrop.benchmarks.peers.MonolithTarget;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Markdown;
import com.rollingdrop.benchmarks.report.Results;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Openings over REST: the whole system that is up, and a monolith beside it, in turn. */
@Command(
    name = "rest",
    description = {
      "Opens boxes over REST with wrk: against a system that is up, each player with a token, and against",
      "a Node.js monolith over Postgres (fsync off, no tokens), in turn, and compares them."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RestSpeed implements Callable<Integer> {
  private static final String OPEN_BOX = "/transactions/open-box";
  private static final double MICROS_PER_MS = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--url", description = "the system", defaultValue = "http://127.0.0.1:8080")
  private URI api;

  @Option(
      names = "--tokens",
      description = "a file of players' tokens, as ops-scripts/token --players writes it",
      required = true)
  private Path tokens;

  @Option(names = "--box", description = "a box of the system", defaultValue = "starter-crate")
  private String box;

  @Option(names = "--rounds", description = "measurements of each", defaultValue = "3")
  private int rounds;

  @Option(names = "--seconds", description = "time of each", defaultValue = "20")
  private int seconds;

  @Option(names = "--warmup", description = "seconds before the first", defaultValue = "90")
  private int warmUp;

  @Option(names = "--connections", description = "of wrk", defaultValue = "32")
  private int connections;

  private RestSpeed() {}

  /** Exit code 0 when both were measured and nothing failed, 1 otherwise, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RestSpeed()).execute(args));
  }

  /** One of the two, and what was found of it. */
  private record Side(String title, URI openBox, Path players, List<Wrk.Result> found) {
    double median(ToDoubleFunction<Wrk.Result> figure) {
      double[] sorted = found.stream().mapToDouble(figure).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    /** Requests of all rounds that had no good answer. */
    long failed() {
      return found.stream().mapToLong(Wrk.Result::failed).sum();
    }
  }

  @Override
  public Integer call() throws Exception {
    if (rounds < 1 || seconds < 1 || warmUp < 1 || connections < 1) {
      throw new ParameterException(spec.commandLine(), "every number must be at least 1");
    }
    if (!Wrk.isThere()) {
      throw new ParameterException(spec.commandLine(), "wrk is not on the PATH; install wrk");
    }
    Path work = Results.work();
    Path folder = work.resolve("monolith");
    Folders.delete(folder);
    Files.createDirectories(folder);
    List<String> lines = Files.readAllLines(tokens);
    int column = List.of(lines.get(0).split(",", -1)).indexOf("token");
    List<String> all = lines.stream().skip(1).map(line -> line.split(",", -1)[column]).toList();
    new Wallets(api).fill(all);
    Stage stage = new Stage(Results.home(), work.resolve("shared"), folder, all.size());
    try (MonolithTarget monolith = MonolithContender.fast().start(stage)) {
      Side ours =
          new Side("RollingDrop Grid", api.resolve(OPEN_BOX), ours(work, all), new ArrayList<>());
      Side theirs =
          new Side(
              "Node.js monolith", monolith.openBox(), theirs(work, all.size()), new ArrayList<>());
      measure(new Wrk(work, connections), List.of(ours, theirs));
      report(ours, theirs, monolith.about(), all.size());
      return ours.failed() + theirs.failed() > 0 ? 1 : 0;
    }
  }

  private Path ours(Path work, List<String> all) throws IOException {
    String body = "\t{\"boxId\":\"" + box + "\",\"count\":1}";
    return Files.write(
        work.resolve("ours.tsv"), all.stream().map(token -> "Bearer " + token + body).toList());
  }

  private static Path theirs(Path work, int players) throws IOException {
    String body = ",\"boxId\":\"" + Work.BOX.boxId() + "\"}";
    return Files.write(
        work.resolve("theirs.tsv"),
        IntStream.rangeClosed(1, players).mapToObj(id -> "\t{\"playerId\":" + id + body).toList());
  }

  private void measure(Wrk wrk, List<Side> sides) throws IOException, InterruptedException {
    for (Side side : sides) {
      wrk.run(side.openBox(), side.players(), warmUp);
    }
    for (int round = 0; round < rounds; round++) {
      for (Side side : sides) {
        Wrk.Result result = wrk.run(side.openBox(), side.players(), seconds);
        side.found().add(result);
        spec.commandLine().getOut().println(side.title() + " " + result);
      }
    }
  }

  private void report(Side ours, Side theirs, String about, int players) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rounds", rounds + " of " + seconds + " s in turn, after " + warmUp + " s each");
    settings.put("load", "wrk, 1 thread, " + connections + " connections, on the same cores");
    settings.put("players", players + ", chosen alike");
    Markdown report =
        new Markdown("Openings over REST, " + results.today())
            .facts(Machine.describe(Results.work(), InstantSource.system().instant()), settings);
    report.paragraph(
        "An opening checks its idempotency key, debits the wallet, draws an item, inserts the item and the journal"
            + " entry, and replies. The grid is the whole system of `ops-scripts/up`, every part of it at work, and"
            + " each request brings a player's signed token; the monolith is one process over a Postgres that"
            + " waits for no disk, and asks nobody who they are. Medians of the rounds.");
    report
        .line("| | requests/s | p50 ms | p95 ms | p99 ms | failed | requests/s of each round |")
        .line("|---|--:|--:|--:|--:|--:|---|");
    row(report, ours);
    row(report, theirs);
    report.line("");
    report.paragraph(
        String.format(
            Locale.ROOT,
            "Requests a second: %.2f× the monolith's. p99: %.2f× the monolith's.",
            ours.median(Wrk.Result::perSecond) / theirs.median(Wrk.Result::perSecond),
            ours.median(Wrk.Result::p99) / theirs.median(Wrk.Result::p99)));
    report.line("The monolith: " + about);
    results.write(results.fileName("rest", "md"), report.toString());
    spec.commandLine().getOut().println(report);
  }

  private static void row(Markdown report, Side side) {
    report.row(
        side.title(),
        String.format(Locale.ROOT, "%,.0f", side.median(Wrk.Result::perSecond)),
        millis(side.median(Wrk.Result::p50)),
        millis(side.median(Wrk.Result::p95)),
        millis(side.median(Wrk.Result::p99)),
        Long.toString(side.failed()),
        String.join(
            ", ",
            side.found().stream()
                .map(r -> String.format(Locale.ROOT, "%,.0f", r.perSecond()))
                .toList()));
  }

  private static String millis(double micros) {
    return String.format(Locale.ROOT, "%.1f", micros / MICROS_PER_MS);
  }
}
