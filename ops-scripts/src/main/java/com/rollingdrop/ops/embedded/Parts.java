package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.process.HugePages;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All parts of the system on this machine, in the order in which they are told of. */
public final class Parts {
  private static final String KAFKA = "kafka";

  private final Settings settings;
  private final Secrets secrets;
  private final Layout layout;
  private final JavaCommand java;

  public Parts(Settings settings, Layout layout) {
    this.settings = settings;
    this.secrets = Secrets.of(settings);
    this.layout = layout;
    this.java = new JavaCommand(layout);
  }

  /** Every part of a system with so many grid nodes. */
  public List<Part> all(int nodes, boolean analytics) {
    List<Part> parts = new ArrayList<>();
    parts.addAll(storage(nodes));
    parts.add(kafka());
    if (analytics) {
      parts.add(clickHouse());
    }
    for (int node = 1; node <= nodes; node++) {
      parts.add(cdc(node));
    }
    if (analytics) {
      parts.add(sinks());
      parts.add(fraud());
    }
    parts.add(apiServer());
    return parts;
  }

  /** The same, but what is to be set up in a part is set up before that part is ready. */
  public List<Part> settingUp(int nodes, boolean analytics) {
    KafkaPrincipals principals = new KafkaPrincipals(settings, secrets);
    return all(nodes, analytics).stream()
        .map(part -> part.name().equals(KAFKA) ? new SetUpPart(part, principals::create) : part)
        .toList();
  }

  /** Where the data lives, and nothing that writes to it: Postgres and the grid nodes. */
  public List<Part> storage(int nodes) {
    List<Part> parts = new ArrayList<>();
    parts.add(new PostgresPart(settings, secrets, layout));
    for (int node = 1; node <= nodes; node++) {
      parts.add(gridNode(node));
    }
    return parts;
  }

  /** The process that loads an empty grid from Postgres, not yet started. */
  public ProcessBuilder coldStart() throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            java.of(
                "cold-start",
                "persistence-store",
                "com.rollingdrop.persistence.coldstart.ColdStart",
                List.of("-Xmx512m", "-XX:MaxDirectMemorySize=256m")));
    process.environment().putAll(environment());
    return process;
  }

  /** How many grid nodes hold data on this machine. */
  public int nodesWithData() throws IOException {
    Path grid = layout.data().resolve("grid");
    if (!Files.isDirectory(grid)) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(grid)) {
      return (int) folders.filter(f -> f.getFileName().toString().startsWith("node-")).count();
    }
  }

  private Part kafka() {
    int port = settings.kafka().port();
    return new ProcessPart(
        layout,
        KAFKA,
        "127.0.0.1:" + port,
        List.of(port, settings.kafka().controllerPort(), settings.kafka().internalPort()),
        () ->
            line(
                java.of(
                    KAFKA,
                    "ops-scripts",
                    "kafka.Kafka",
                    List.of("-Xms64m", "-Xmx256m", "-XX:TieredStopAtLevel=1"),
                    new KafkaFiles(settings, secrets, layout).prepare().toString())),
        () -> Probe.accepts(port),
        null);
  }

  private Part clickHouse() {
    Settings.ClickHouse clickHouse = settings.clickhouse();
    String address = "http://127.0.0.1:" + clickHouse.port();
    URI ping = URI.create(address + "/ping");
    return new ProcessPart(
        layout,
        "clickhouse",
        address,
        List.of(clickHouse.port()),
        () ->
            new ProcessPart.Line(
                List.of("node", layout.clickHouseFront().resolve("front.mjs").toString()),
                Map.of(
                    "CLICKHOUSE_PORT", Integer.toString(clickHouse.port()),
                    "CLICKHOUSE_DATA_DIR", layout.data().resolve("clickhouse").toString(),
                    "CLICKHOUSE_USER", clickHouse.user(),
                    "CLICKHOUSE_PASSWORD_FILE",
                        secrets.file(Secret.CLICKHOUSE_PASSWORD).toAbsolutePath().toString())),
        () -> Probe.get(ping).isPresent(),
        null);
  }

  private Part gridNode(int node) {
    Settings.Grid grid = settings.grid();
    int managementPort = grid.managementPort() + node - 1;
    return new ProcessPart(
        layout,
        "grid-node-" + node,
        "127.0.0.1:" + (grid.clientPort() + node - 1),
        List.of(
            grid.discoveryPort() + node - 1,
            grid.communicationPort() + node - 1,
            grid.clientPort() + node - 1,
            managementPort),
        () ->
            ofNode(
                node,
                java.of(
                    "grid-node-" + node,
                    "grid-node",
                    "com.rollingdrop.node.GridNode",
                    List.of("-Xms128m", "-Xmx640m", "-Xmn256m", "-XX:MaxDirectMemorySize=256m"))),
        () -> isHealthy(managementPort),
        uri(managementPort, "/status"));
  }

  private Part cdc(int node) {
    int port = settings.cdc().managementPort() + node - 1;
    return new ProcessPart(
        layout,
        "cdc-" + node,
        "http://127.0.0.1:" + port,
        List.of(port),
        () ->
            ofNode(
                node,
                java.of(
                    "cdc-" + node,
                    "persistence-store",
                    "com.rollingdrop.persistence.events.CdcProcess",
                    List.of("-Xms32m", "-Xmx128m", "-XX:MaxDirectMemorySize=32m"))),
        () -> isHealthy(port),
        uri(port, "/status"));
  }

  private Part sinks() {
    int port = settings.sinks().managementPort();
    return new ProcessPart(
        layout,
        "sinks",
        "http://127.0.0.1:" + port,
        List.of(port),
        () ->
            line(
                java.of(
                    "sinks",
                    "persistence-store",
                    "com.rollingdrop.persistence.clickhouse.SinksProcess",
                    List.of("-Xms32m", "-Xmx192m", "-XX:MaxDirectMemorySize=32m"))),
        () -> isHealthy(port),
        uri(port, "/status"));
  }

  private Part fraud() {
    int port = settings.fraud().managementPort();
    return new ProcessPart(
        layout,
        "fraud",
        "http://127.0.0.1:" + port,
        List.of(port),
        () ->
            line(
                java.of(
                    "fraud",
                    "fraud-detection",
                    "com.rollingdrop.fraud.FraudProcess",
                    List.of("-Xms32m", "-Xmx160m", "-XX:MaxDirectMemorySize=32m"))),
        () -> isHealthy(port),
        uri(port, "/status"));
  }

  private Part apiServer() {
    Settings.Api api = settings.api();
    return new ProcessPart(
        layout,
        "api-server",
        "http://127.0.0.1:" + api.port(),
        List.of(api.port(), api.managementPort()),
        () ->
            line(
                java.of(
                    "api-server",
                    "api-server",
                    "com.rollingdrop.api.ApiServer",
                    List.of("-Xms64m", "-Xmx384m"))),
        () -> Probe.get(uri(api.managementPort(), "/actuator/health/readiness")).isPresent(),
        null);
  }

  private ProcessPart.Line ofNode(int node, List<String> command) {
    Map<String, String> environment = new HashMap<>(environment());
    environment.putAll(HugePages.ENVIRONMENT);
    environment.put("ROLLINGDROP_GRID_NODE_INDEX", Integer.toString(node));
    return new ProcessPart.Line(command, environment);
  }

  private ProcessPart.Line line(List<String> command) {
    return new ProcessPart.Line(command, environment());
  }

  private Map<String, String> environment() {
    return Map.of(
        "ROLLINGDROP_DATA_DIR",
        layout.data().toString(),
        // For the diagnostics with which Ignite ignores the configured work directory.
        "IGNITE_WORK_DIR",
        layout.temporary().resolve("ignite").toString());
  }

  private static boolean isHealthy(int managementPort) {
    return Probe.get(uri(managementPort, "/health")).isPresent();
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
