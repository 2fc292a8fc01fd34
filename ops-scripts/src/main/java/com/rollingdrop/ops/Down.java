package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops every part, in the opposite order of their start. The data stays. */
@Command(
    name = "down",
    description = "Stops every part of the system. The data stays where it is.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Down implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = SettingsLoader.load();
    Parts parts = new Parts(settings, Layout.of(settings));
    List<Part> backwards = new ArrayList<>(parts.all(Math.max(1, parts.nodesWithData()), true));
    Collections.reverse(backwards);
    PrintWriter out = spec.commandLine().getOut();
    for (Part part : backwards) {
      if (part.pid().isPresent()) {
        part.stop();
        out.printf("  %-14s stopped%n", part.name());
        out.flush();
      }
    }
    return 0;
  }
}
