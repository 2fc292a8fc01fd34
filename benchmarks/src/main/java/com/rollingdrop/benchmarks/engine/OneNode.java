package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One empty grid node in a process of its own, WAL {@code LOG_ONLY}, without a load. */
public final class OneNode implements AutoCloseable {
  private final EngineSettings settings;
  private final EngineNodes nodes;

  private OneNode(EngineSettings settings, EngineNodes nodes) {
    this.settings = settings;
    this.nodes = nodes;
  }

  /** Starts it; its data lies in the stage's folder and stays there. */
  public static OneNode start(Stage stage) throws IOException, InterruptedException {
    EngineSettings settings = EngineSettings.of(EngineVariant.ALL.get(0), stage);
    return new OneNode(settings, EngineNodes.start(settings, stage));
  }

  /** The node's settings for a client, and more. */
  public Settings settings(Map<String, String> more) {
    Map<String, String> environment = new TreeMap<>(settings.environment());
    environment.putAll(more);
    return SettingsLoader.load(environment);
  }

  /** The node's flags and what of its settings is not the default. */
  public String about() {
    return String.join(" ", EngineNodes.flags()) + ", " + settings.environment();
  }

  @Override
  public void close() throws IOException {
    nodes.close();
  }
}
