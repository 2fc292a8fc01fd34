package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.ChildProcess;
import com.rollingdrop.benchmarks.load.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of a grid, with the JVM flags that {@code ops-scripts/up} gives a node. */
final class EngineNodes implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "-Xms128m",
          "-Xmx640m",
          "-Xmn256m",
          "-XX:MaxDirectMemorySize=256m",
          "-XX:+UseSerialGC",
          "-Xss512k");

  private final List<ChildProcess> processes;

  private EngineNodes(List<ChildProcess> processes) {
    this.processes = processes;
  }

  static EngineNodes start(EngineSettings settings, Stage stage)
      throws IOException, InterruptedException {
    EngineNodes nodes = new EngineNodes(new ArrayList<>());
    try {
      for (int index = 1; index <= settings.nodes(); index++) {
        nodes.processes.add(
            new ChildProcess(
                "engine-node-" + index,
                command(stage.home(), settings.nodes()),
                settings.ofNode(index),
                stage.folder(),
                EngineNode.READY));
      }
      for (ChildProcess process : nodes.processes) {
        process.awaitReady();
      }
      return nodes;
    } catch (IOException | InterruptedException e) {
      nodes.close();
      throw e;
    }
  }

  private static List<String> command(Path home, int nodes) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("grid-config").resolve("ignite.jvmargs"));
    command.addAll(flags());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(EngineNode.class.getName());
    command.add(Integer.toString(nodes));
    return command;
  }

  /** The flags of a node, and what the user adds to try out. */
  static List<String> flags() {
    List<String> flags = new ArrayList<>(FLAGS);
    String more = System.getenv("ROLLINGDROP_BENCHMARK_NODE_FLAGS");
    if (more != null && !more.isBlank()) {
      flags.addAll(List.of(more.strip().split("\\s+")));
    }
    return flags;
  }

  @Override
  public void close() throws IOException {
    for (ChildProcess process : processes) {
      process.close();
    }
  }
}
