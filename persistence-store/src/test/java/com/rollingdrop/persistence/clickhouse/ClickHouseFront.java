package com.rollingdrop.persistence.clickhouse;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real ClickHouse engine behind its HTTP front (ops-scripts/clickhouse), as a process of its
 * own. Its data and its port outlive a stop.
 */
public final class ClickHouseFront implements AutoCloseable {
  private static final long START_S_MAX = 60;
  private static final long INSTALL_S_MAX = 300;
  private static final String PASSWORD = "only-for-tests";
  private static final Path SCRIPTS = scripts();

  private final Path directory;
  private final int port;
  private Process process;

  private ClickHouseFront(Path directory, int port) throws IOException, InterruptedException {
    this.directory = directory;
    this.port = port;
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("password"), PASSWORD);
    process = launch();
  }

  /** Starts with an empty data folder; skips the test where Node.js is missing. */
  public static ClickHouseFront start(Path directory) throws IOException, InterruptedException {
    return start(directory, FreePorts.next());
  }

  /** As the other, on a port that was chosen before. */
  public static ClickHouseFront start(Path directory, int port)
      throws IOException, InterruptedException {
    assumeTrue(has("node") && has("npm"), "needs Node.js and npm for the embedded ClickHouse");
    install(directory);
    return new ClickHouseFront(directory, port);
  }

  public int port() {
    return port;
  }

  public static Secrets secrets() {
    return new Secrets(Path.of("none"), Map.of(Secret.CLICKHOUSE_PASSWORD.variable(), PASSWORD));
  }

  /** For a child process. */
  public static Map<String, String> secretEnvironment() {
    return Map.of(Secret.CLICKHOUSE_PASSWORD.variable(), PASSWORD);
  }

  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public void restart() throws IOException, InterruptedException {
    process = launch();
  }

  @Override
  public void close() {
    kill();
  }

  /** All rows of a query, their columns as text, joined by a bar. */
  public static List<String> query(Settings settings, String sql) throws SQLException {
    try (Connection connection = new ClickHouseConnections(settings.clickhouse(), PASSWORD).open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> result = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        result.add(String.join("|", row));
      }
      return result;
    }
  }

  private static Path scripts() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path scripts = folder.resolve("ops-scripts/clickhouse");
      if (Files.exists(scripts.resolve("front.mjs"))) {
        return scripts;
      }
    }
    throw new IllegalStateException("ops-scripts/clickhouse/front.mjs is not above this folder");
  }

  private static boolean has(String command) throws InterruptedException {
    try {
      return new ProcessBuilder(command, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tests run in processes side by side: one installs and the others wait for it. */
  private static void install(Path directory) throws IOException, InterruptedException {
    Path target = Files.createDirectories(SCRIPTS.resolveSibling("target"));
    try (FileChannel file =
            FileChannel.open(
                target.resolve("npm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (lock.isValid() && !Files.isDirectory(SCRIPTS.resolve("node_modules"))) {
        installLocked(directory);
      }
    }
  }

  private static void installLocked(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path log = directory.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(INSTALL_S_MAX, TimeUnit.SECONDS) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm ci failed: " + Files.readString(log));
    }
  }

  private Process launch() throws IOException, InterruptedException {
    Path log = directory.resolve("front.log");
    Files.writeString(log, "");
    ProcessBuilder builder = new ProcessBuilder("node", SCRIPTS.resolve("front.mjs").toString());
    builder.environment().put("CLICKHOUSE_PORT", Integer.toString(port));
    builder.environment().put("CLICKHOUSE_DATA_DIR", directory.resolve("data").toString());
    builder.environment().put("CLICKHOUSE_PASSWORD_FILE", directory.resolve("password").toString());
    Process started = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S_MAX);
    while (!Files.readString(log).contains("ready")) {
      if (!started.isAlive() || System.nanoTime() > until) {
        started.destroyForcibly();
        throw new IOException("the ClickHouse front did not start: " + Files.readString(log));
      }
      Thread.sleep(100);
    }
    return started;
  }
}
