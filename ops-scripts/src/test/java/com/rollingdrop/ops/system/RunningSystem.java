package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole system on ports of its own, started and stopped by the scripts as a person would. One
 * per test class, in a folder below the build's.
 */
public final class RunningSystem implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long SCRIPT_MINUTES = 8;

  private final Path scripts = Path.of("").toAbsolutePath();
  private final Path data;
  private final Map<String, String> environment;

  /**
   * Chooses ports and empties the folder; starts nothing.
   *
   * @param name of the folder below the build's
   */
  public RunningSystem(String name) throws IOException {
    data = Files.createDirectories(scripts.resolve("target")).resolve("system-" + name);
    deleteTree(data);
    environment = new HashMap<>();
    environment.put("ROLLINGDROP_SKIP_BUILD", "1");
    environment.put("ROLLINGDROP_DATA_DIR", data.toString());
    for (String port :
        List.of(
            "API_PORT",
            "API_MANAGEMENT_PORT",
            "GRID_DISCOVERY_PORT",
            "GRID_CLIENT_PORT",
            "GRID_MANAGEMENT_PORT",
            "POSTGRES_PORT",
            "KAFKA_PORT",
            "KAFKA_CONTROLLER_PORT",
            "KAFKA_INTERNAL_PORT",
            "CDC_MANAGEMENT_PORT",
            "CLICKHOUSE_PORT",
            "SINKS_MANAGEMENT_PORT",
            "FRAUD_MANAGEMENT_PORT")) {
      environment.put("ROLLINGDROP_" + port, Integer.toString(FreePorts.next()));
    }
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
  }

  /** Sets a variable of the scripts' environment. */
  public void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** What a script printed, and its exit code. */
  public record Said(int code, String output) {}

  public Said run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(scripts.resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("ROLLINGDROP_"));
    builder.environment().putAll(environment);
    Path output = Files.createTempFile("script", ".out");
    Process process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(SCRIPT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Said(process.waitFor(), said);
  }

  /** Runs a script that must succeed. */
  public String mustRun(String script, String... arguments)
      throws IOException, InterruptedException {
    Said said = run(script, arguments);
    assertThat(said.code()).as("%s said: %s", script, said.output()).isZero();
    return said.output();
  }

  JsonNode status() throws IOException, InterruptedException {
    return JSON.readTree(run("status", "--json").output());
  }

  /** A part as the status shows it. */
  JsonNode part(String name) throws IOException, InterruptedException {
    for (JsonNode part : status().get("parts")) {
      if (part.get("name").stringValue().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name);
  }

  /** The names of all metrics that the processes export now. */
  Set<String> metrics() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    for (String address :
        List.of(
            settings().grid().managementPort() + "/metrics",
            settings().cdc().managementPort() + "/metrics",
            settings().sinks().managementPort() + "/metrics",
            settings().api().managementPort() + "/actuator/prometheus")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address)).build();
      HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    }
    return names;
  }

  /** As its processes have them. */
  public Settings settings() {
    return SettingsLoader.load(environment);
  }

  public Path data() {
    return data;
  }

  /** The environment of its processes. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  public ApiClient api() {
    return new ApiClient(settings(), secrets());
  }

  /** The rows of a query on the grid, as an analyst would ask: first column to second. */
  Map<Long, Long> gridSql(String sql) throws SQLException {
    return longs("jdbc:ignite:thin://127.0.0.1:" + settings().grid().clientPort(), "", "", sql);
  }

  public Map<Long, Long> postgresSql(String sql) throws SQLException {
    return longs(
        "jdbc:postgresql://127.0.0.1:"
            + settings().postgres().port()
            + "/"
            + settings().postgres().database(),
        settings().postgres().user(),
        secret(Secret.POSTGRES_PASSWORD),
        sql);
  }

  public Map<Long, Long> clickHouseSql(String sql) throws SQLException {
    return longs(
        "jdbc:clickhouse://127.0.0.1:"
            + settings().clickhouse().port()
            + "/"
            + settings().clickhouse().database()
            + "?compress=0&decompress=0",
        settings().clickhouse().user(),
        secret(Secret.CLICKHOUSE_PASSWORD),
        sql);
  }

  public Secrets secrets() {
    return new Secrets(settings().secrets(), Map.of());
  }

  private String secret(Secret secret) {
    return secrets().text(secret);
  }

  private static Map<Long, Long> longs(String url, String user, String password, String sql)
      throws SQLException {
    Map<Long, Long> rows = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.put(result.getLong(1), result.getLong(2));
      }
    }
    return rows;
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      run("down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
