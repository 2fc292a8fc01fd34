package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.ClickHouseFront;
import com.rollingdrop.ops.embedded.FirstSecrets;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import com.rollingdrop.ops.embedded.Preflight;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings the whole system up on this machine, and opens a first box. */
@Command(
    name = "up",
    description = {
      "Starts every part of the system that does not run yet, and opens a first box.",
      "Data and logs live in the data folder (default: var) and survive down and up."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Up implements Callable<Integer> {
  private static final int NODES_MAX = 16;

  @Spec private CommandSpec spec;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "grid nodes; default: as many as hold data, at first 1")
  private Optional<Integer> nodes;

  @Option(
      names = "--no-analytics",
      description =
          "without ClickHouse, the sinks and the fraud detection, and so without the repair of Postgres")
  private boolean noAnalytics;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = SettingsLoader.load();
    Layout layout = Layout.of(settings);
    Parts parts = new Parts(settings, layout);
    int wanted = nodesWanted(parts, out);

    FirstSecrets.create(settings);
    Optional<String> analyticsMissing =
        noAnalytics
            ? Optional.of("switched off by --no-analytics")
            : new ClickHouseFront(layout).installIfMissing();
    List<Part> all = parts.settingUp(wanted, analyticsMissing.isEmpty());
    List<Part> toStart = all.stream().filter(part -> part.pid().isEmpty()).toList();
    List<String> problems = Preflight.problems(layout, toStart);
    if (!problems.isEmpty()) {
      throw new OpsException(String.join(System.lineSeparator(), problems));
    }
    new Starter(out).startAll(all);
    analyticsMissing.ifPresent(
        why ->
            out.println(
                "  analytics      off: "
                    + why
                    + "; Postgres is not repaired; everything else works"));
    new FirstBox(settings, layout, InstantSource.system(), out).open(analyticsMissing.isEmpty());
    return 0;
  }

  private int nodesWanted(Parts parts, PrintWriter out) throws Exception {
    int withData = Math.max(1, parts.nodesWithData());
    int wanted = nodes.orElse(withData);
    if (wanted < 1 || wanted > NODES_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--nodes: must be between 1 and " + NODES_MAX);
    }
    if (wanted < withData) {
      out.println(
          "  " + withData + " nodes hold data, so " + withData + " are started and not " + wanted);
    }
    return Math.max(wanted, withData);
  }
}
