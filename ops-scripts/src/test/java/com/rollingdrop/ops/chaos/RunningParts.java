package com.rollingdrop.ops.chaos;

import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import com.rollingdrop.ops.embedded.Probe;
import com.rollingdrop.ops.system.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of the system, and a supervisor that starts again what has died, as systemd or
 * Kubernetes would. Thread-safe.
 */
final class RunningParts {
  static final int NODES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final long LOOK_EVERY_MS = 300;
  private static final String POSTGRES = "postgres";

  private final Map<String, String> environment;
  private final int wirePort;
  private final Path starterLog;
  private final Map<String, Part> parts;
  private final Set<String> wanted = ConcurrentHashMap.newKeySet();
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final Map<String, Process> starting = new HashMap<>();
  private final Thread supervisor = new Thread(this::supervise, "supervisor");
  private volatile boolean closed;

  /**
   * @param wirePort where all but itself find Postgres
   */
  RunningParts(RunningSystem system, int wirePort) throws IOException {
    this.environment = system.environment();
    this.wirePort = wirePort;
    this.starterLog = Files.createDirectories(system.data()).resolve("starter.out");
    this.parts =
        new Parts(system.settings(), new Layout(home(), system.data()))
            .settingUp(NODES, true).stream().collect(Collectors.toMap(Part::name, part -> part));
    supervisor.setDaemon(true);
    supervisor.start();
  }

  /** The names of all parts of a system with so many nodes. */
  static List<String> names(int nodes) {
    List<String> names = new ArrayList<>(List.of(POSTGRES, "kafka", "clickhouse", "sinks"));
    names.add("api-server");
    for (int node = 1; node <= nodes; node++) {
      names.add(node(node));
      names.add("cdc-" + node);
    }
    return names;
  }

  /** The checkout. */
  static Path home() {
    Path module = Path.of("").toAbsolutePath();
    return Objects.requireNonNull(module.getParent());
  }

  static String node(int node) {
    return "grid-node-" + node;
  }

  /** From now on these parts are to run. */
  void want(List<String> names) {
    wanted.addAll(names);
  }

  boolean isReady(String name) {
    Part part = part(name);
    return part.pid().isPresent() && part.isReady();
  }

  /** Asks every part, also behind one that is not ready: Kafka is set up when it is asked. */
  boolean areReady() {
    return wanted.stream().filter(this::isReady).count() == wanted.size();
  }

  /** Whether every node serves, sees all the others, and every partition has its copies. */
  boolean isGridWhole() {
    long nodes = wanted.stream().filter(name -> name.startsWith("grid-node")).count();
    return wanted.stream()
        .filter(name -> name.startsWith("grid-node"))
        .allMatch(
            name ->
                status(name)
                    .filter(s -> s.path("serving").asBoolean(false))
                    .filter(s -> s.path("rebalanced").asBoolean(false))
                    .filter(s -> s.path("servers").asInt(0) == nodes)
                    .isPresent());
  }

  /** What a part tells of itself, when it does. */
  Optional<JsonNode> status(String name) {
    return part(name).statusUri().flatMap(Probe::get).map(JSON::readTree);
  }

  /** A part's metrics in Prometheus' text format, when it answers. */
  Optional<String> metrics(String name) {
    return part(name).statusUri().map(uri -> uri.resolve("/metrics")).flatMap(Probe::get);
  }

  /** What dies of these is not started again until it is released. */
  void hold(String name) throws InterruptedException {
    held.add(name);
    awaitStarter(name);
  }

  void release(String name) {
    held.remove(name);
  }

  /** As {@code kill -9}. */
  void kill(String name) throws IOException, InterruptedException {
    signal(name, "KILL");
  }

  /** In good order. */
  void stop(String name) throws IOException, InterruptedException {
    part(name).stop();
  }

  /** Sends a signal to a part, when it runs. */
  void signal(String name, String signal) throws IOException, InterruptedException {
    awaitStarter(name);
    OptionalLong pid = part(name).pid();
    if (pid.isPresent()) {
      run("kill", "-" + signal, Long.toString(pid.getAsLong()));
    }
  }

  /** Every process of a part, its children included. */
  List<Long> processes(String name) {
    OptionalLong pid = part(name).pid();
    List<Long> pids = new ArrayList<>();
    if (pid.isPresent()) {
      pids.add(pid.getAsLong());
      ProcessHandle.of(pid.getAsLong())
          .ifPresent(p -> p.descendants().map(ProcessHandle::pid).forEach(pids::add));
    }
    return pids;
  }

  /** Resident memory of a part's main process, kilobytes; 0 when it does not run. */
  long residentKb(String name) throws IOException {
    OptionalLong pid = part(name).pid();
    if (pid.isEmpty()) {
      return 0;
    }
    Path status = Path.of("/proc", Long.toString(pid.getAsLong()), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  static void run(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Part part(String name) {
    Part part = parts.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part " + name);
    }
    return part;
  }

  private void supervise() {
    while (!closed) {
      try {
        startWhatIsDead();
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
      } catch (IOException e) {
        LOG.warn("a part cannot be started", e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private synchronized void startWhatIsDead() throws IOException {
    starting.values().removeIf(process -> !process.isAlive());
    List<String> dead = new ArrayList<>();
    for (String name : wanted) {
      if (!held.contains(name) && !starting.containsKey(name) && part(name).pid().isEmpty()) {
        dead.add(name);
      }
    }
    if (dead.remove(POSTGRES)) {
      starting.put(POSTGRES, starter(List.of(POSTGRES)));
    }
    if (!dead.isEmpty()) {
      Process starter = starter(dead);
      dead.forEach(name -> starting.put(name, starter));
    }
  }

  private Process starter(List<String> names) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StartParts.class.getName(), home().toString(), Integer.toString(NODES)));
    command.addAll(names);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(starterLog.toFile()));
    builder.environment().putAll(environment);
    if (!names.contains(POSTGRES)) {
      builder.environment().put("ROLLINGDROP_POSTGRES_PORT", Integer.toString(wirePort));
    }
    return builder.start();
  }

  private void awaitStarter(String name) throws InterruptedException {
    Process starter;
    synchronized (this) {
      starter = starting.get(name);
    }
    if (starter != null) {
      starter.waitFor();
    }
  }

  /** Kills every part: what is below the build's folder is of no use any more. */
  void end() throws IOException, InterruptedException {
    closed = true;
    supervisor.join();
    for (String name : parts.keySet()) {
      // Postgres' children would live on without their parent.
      signal(name, name.equals(POSTGRES) ? "QUIT" : "KILL");
    }
  }
}
