package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the parts that the arguments name, and nothing else. A process of its own, as {@code up}
 * is one: the environment of the parts is its own.
 */
final class StartParts {
  private StartParts() {}

  /**
   * Returns when they are started, ready or not.
   *
   * @param arguments the checkout, the number of nodes, and the names of the parts
   */
  public static void main(String[] arguments) throws IOException {
    Settings settings = SettingsLoader.load();
    List<String> names = List.of(arguments).subList(2, arguments.length);
    Layout layout = new Layout(Path.of(arguments[0]), settings.dataDir());
    for (Part part : new Parts(settings, layout).all(Integer.parseInt(arguments[1]), true)) {
      if (names.contains(part.name())) {
        part.start();
      }
    }
    // The library that starts Postgres leaves threads behind that read what it prints.
    System.exit(0);
  }
}
