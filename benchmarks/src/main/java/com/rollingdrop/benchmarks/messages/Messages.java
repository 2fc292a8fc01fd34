package com.rollingdrop.benchmarks.messages;

import com.rollingdrop.benchmarks.engine.EngineBatches;
import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Results;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Counts the messages of an opening by batch size, with one node and with two. */
@Command(
    name = "messages",
    description = {
      "Sends batches of exact sizes to one node, and to two nodes with one backup,",
      "counts what all processes say, and writes a table and the raw figures."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Messages implements Callable<Integer> {
  private static final String SUBJECT = "messages";

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      description = "openings in a batch",
      defaultValue = "1,8,32,128")
  private List<Integer> sizes;

  @Option(names = "--batches", description = "batches of each size", defaultValue = "400")
  private int batches;

  @Option(names = "--players", description = "players", defaultValue = "10000")
  private int players;

  private Messages() {}

  /** Exit code 0 when everything was counted, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Messages()).execute(args));
  }

  @FunctionalInterface
  private interface Start {
    EngineBatches on(Stage stage) throws Exception;
  }

  @Override
  public Integer call() throws Exception {
    if (batches < 1 || players < 1 || Collections.min(sizes) < 1) {
      throw new ParameterException(
          spec.commandLine(), "--sizes, --batches and --players: must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path work = Results.work();
    Files.createDirectories(work);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("batches", batches + " of each size, one at a time, the nodes in turn");
    settings.put("players", players + ", none twice in a batch");
    Counts counts =
        new Counts(
            Machine.describe(work, InstantSource.system().instant()),
            settings,
            List.of(
                count("one-node", "One node", EngineBatches::oneNode, out),
                count("one-backup", "Two nodes with one backup", EngineBatches::withBackup, out)));
    String figures = results.fileName(SUBJECT, "json");
    results.write(figures, counts.json());
    Path table =
        results.write(
            results.fileName(SUBJECT, "md"),
            counts.markdown("Messages per opening, " + results.today(), figures));
    out.println("written: " + table);
    return 0;
  }

  private Grid count(String name, String title, Start start, PrintWriter out) throws Exception {
    Path folder = Results.work().resolve(name);
    Folders.delete(folder);
    Files.createDirectories(folder);
    try (EngineBatches grid =
        start.on(new Stage(Results.home(), Results.work(), folder, players))) {
      int most = Collections.max(sizes);
      if (most > grid.sizeMax()) {
        throw new ParameterException(
            spec.commandLine(),
            "--players: too few for " + most + " openings in a batch of one node");
      }
      Grid counted = new Grid(name, title, grid.about(), new Count(grid, batches).of(sizes));
      for (Tally tally : counted.tallies()) {
        out.printf(
            "%-10s batches of %3d: %.3f messages and %.0f bytes per opening%n",
            name, tally.batchSize(), tally.messagesPerOpening(), tally.bytesPerOpening());
      }
      out.flush();
      return counted;
    } finally {
      Folders.delete(folder);
    }
  }
}
