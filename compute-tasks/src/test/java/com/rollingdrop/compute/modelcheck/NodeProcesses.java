package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.jspecify.annotations.Nullable;

/**
 * Three server nodes in processes of their own, and a client here. Used by one thread at a time.
 */
final class NodeProcesses implements AutoCloseable {
  static final int NODES = 3;
  private static final long WHOLE_WITHIN_SECONDS = 180;
  private static final long LOOK_EVERY_MS = 200;

  private final Process[] processes = new Process[NODES];
  private final Map<String, String> environment = new TreeMap<>();
  private final Path logs;
  private @Nullable Ignite client;

  NodeProcesses(Path data, Path logs) throws IOException {
    this.logs = Files.createDirectories(logs);
    for (int node = 0; node < NODES; node++) {
      Files.deleteIfExists(log(node));
    }
    environment.put("ROLLINGDROP_DATA_DIR", data.toString());
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", port());
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
    environment.put("ROLLINGDROP_GRID_CLIENT_PORT", port());
    environment.put(
        "ROLLINGDROP_RULES_MARKET_FEE_BASIS_POINTS",
        Integer.toString(Samples.RULES.marketFeeBasisPoints()));
    environment.put("ROLLINGDROP_GRID_PARTITIONS", "32");
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", "128");
    environment.put("ROLLINGDROP_GRID_WAL_SEGMENT_MB", "4");
    environment.put("ROLLINGDROP_GRID_WAL_FORCE_ARCHIVE_MS", "60000");
  }

  private Path log(int node) {
    return logs.resolve("node-" + (node + 1) + ".log");
  }

  private static String port() {
    return Integer.toString(FreePorts.next());
  }

  Settings settings() {
    return SettingsLoader.load(environment);
  }

  Ignite client() {
    if (client == null) {
      throw new IllegalStateException("not started");
    }
    return client;
  }

  void startAll() throws IOException, InterruptedException {
    start(0);
    // A client that joins while the first node activates the grid may end with an assertion of
    // Ignite's.
    awaitServing(0);
    client = Ignition.start(IgniteConfigurations.client(settings(), "model-check"));
    awaitWhole(1);
    for (int node = 1; node < NODES; node++) {
      start(node);
    }
    awaitWhole(NODES);
  }

  void start(int node) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-") || flag.startsWith("-DIGNITE"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Djava.net.preferIPv4Stack=true",
            "-Xmx320m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ModelNode.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("ROLLINGDROP_GRID_NODE_INDEX", Integer.toString(node + 1));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(node).toFile()));
    processes[node] = builder.start();
  }

  /** As {@code kill -9}. */
  void kill(int node) throws InterruptedException {
    processes[node].destroyForcibly().waitFor();
  }

  /** As {@code kill}: the node has the time that it needs. */
  void stop(int node) throws IOException, InterruptedException {
    // Not destroy(): it also closes the stream that tells the node that its parent is there.
    signal("-TERM", node);
    if (!processes[node].waitFor(30, TimeUnit.SECONDS)) {
      kill(node);
    }
  }

  /** Nothing of the node runs any more, and its connections stay as they are. */
  void freeze(int node) throws IOException, InterruptedException {
    signal("-STOP", node);
  }

  void thaw(int node) throws IOException, InterruptedException {
    signal("-CONT", node);
  }

  private void signal(String signal, int node) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(processes[node].pid())).start().waitFor();
  }

  /** Waits until all nodes are there and every partition has all its copies. */
  void awaitWhole() throws IOException, InterruptedException {
    awaitWhole(NODES);
  }

  private void awaitServing(int node) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WHOLE_WITHIN_SECONDS);
    while (!Files.readString(log(node)).contains(ModelNode.SERVING)) {
      if (System.nanoTime() - end > 0 || !processes[node].isAlive()) {
        throw new IllegalStateException("the first node does not serve; see " + logs);
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private void awaitWhole(int nodes) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WHOLE_WITHIN_SECONDS);
    while (!isWhole(nodes)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the grid did not become whole; see " + logs);
      }
      for (int node = 0; node < nodes; node++) {
        // One that was taken for lost while it was frozen ends itself.
        if (!processes[node].isAlive()) {
          start(node);
        }
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }

  private boolean isWhole(int nodes) {
    try {
      if (client().cluster().forServers().nodes().size() != nodes) {
        return false;
      }
      Collection<Boolean> answers =
          client().compute(client().cluster().forServers()).broadcast(new ModelNode.IsWhole());
      return answers.size() == nodes && answers.stream().allMatch(whole -> whole);
    } catch (IgniteException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    for (Process process : processes) {
      if (process != null) {
        process.destroyForcibly().onExit().join();
      }
    }
  }
}
