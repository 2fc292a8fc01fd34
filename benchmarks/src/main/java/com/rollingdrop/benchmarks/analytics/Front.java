package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.benchmarks.load.ChildProcess;
import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The embedded ClickHouse on a port and in a folder of its own. */
final class Front implements AutoCloseable {
  private final Path home;
  private final Path folder;
  private final String password = UUID.randomUUID().toString();
  private final Settings settings;
  private ChildProcess process;

  Front(Path home, Path folder) throws IOException, InterruptedException {
    this.home = home;
    this.folder = folder;
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("password"), password);
    settings =
        SettingsLoader.load(
            Map.of(
                "ROLLINGDROP_DATA_DIR", folder.toString(),
                "ROLLINGDROP_CLICKHOUSE_PORT", Integer.toString(Ports.next(1)),
                // None is given up, however long it takes: its time is what is asked for.
                "ROLLINGDROP_ANALYTICS_TIMEOUT_MS", "60000"));
    process = launch();
  }

  private ChildProcess launch() throws IOException, InterruptedException {
    ChildProcess started =
        new ChildProcess(
            "clickhouse",
            List.of("node", home.resolve("ops-scripts/clickhouse/front.mjs").toString()),
            Map.of(
                "CLICKHOUSE_PORT", Integer.toString(settings.clickhouse().port()),
                "CLICKHOUSE_DATA_DIR", folder.resolve("data").toString(),
                "CLICKHOUSE_PASSWORD_FILE", folder.resolve("password").toString()),
            folder,
            "ready at");
    started.awaitReady();
    return started;
  }

  /** Ends it and starts it again on the same data, with empty caches of its own. */
  void restart() throws IOException, InterruptedException {
    process.close();
    process = launch();
  }

  Settings settings() {
    return settings;
  }

  Secrets secrets() {
    return new Secrets(folder, Map.of(Secret.CLICKHOUSE_PASSWORD.variable(), password));
  }

  ClickHouseConnections connections() {
    return new ClickHouseConnections(settings.clickhouse(), password);
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
