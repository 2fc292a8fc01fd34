package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads an empty grid again from Postgres, before anything else writes to it. */
@Command(
    name = "cold-start",
    description = {
      "Starts Postgres and the grid nodes, and loads the empty grid from Postgres.",
      "A grid that holds wallets or ledger entries is refused. Afterwards: ops-scripts/up."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ColdStart implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--nodes", paramLabel = "N", description = "grid nodes; default: 1")
  private Optional<Integer> nodes;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = SettingsLoader.load();
    Parts parts = new Parts(settings, Layout.of(settings));
    List<Part> needed = parts.storage(nodes.orElse(Math.max(1, parts.nodesWithData())));
    new Starter(out).startAll(needed);
    return parts.coldStart().inheritIO().start().waitFor();
  }
}
