package com.rollingdrop.api;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings with a data folder of their own and ports that are free. */
final class TestSettings {
  private TestSettings() {}

  static Settings fresh(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROLLINGDROP_DATA_DIR", folder().toString());
    environment.put("ROLLINGDROP_API_PORT", port());
    environment.put("ROLLINGDROP_API_MANAGEMENT_PORT", port());
    environment.put("ROLLINGDROP_API_MAX_THREADS", "32");
    environment.put("ROLLINGDROP_CLICKHOUSE_PORT", port());
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", port());
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
    environment.put("ROLLINGDROP_GRID_CLIENT_PORT", port());
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", "128");
    environment.put("ROLLINGDROP_GRID_PARTITIONS", "32");
    environment.put("ROLLINGDROP_GRID_WAL_SEGMENT_MB", "4");
    environment.put("ROLLINGDROP_GRID_WAL_ARCHIVE_MAX_MB", "64");
    environment.put("ROLLINGDROP_GRID_BACKUPS", "0");
    // All tests come from one address, and some are busy players. Each request is counted.
    environment.put("ROLLINGDROP_RATE_LIMIT_AUTH_REQUESTS", "1000000");
    environment.put("ROLLINGDROP_RATE_LIMIT_USER_REQUESTS", "1000000");
    environment.put("ROLLINGDROP_RATE_LIMIT_ANONYMOUS_REQUESTS", "1000000");
    environment.putAll(more);
    return SettingsLoader.load(environment);
  }

  private static String port() {
    return Integer.toString(FreePorts.next());
  }

  private static Path folder() {
    try {
      Path target = Path.of("target").toAbsolutePath();
      Files.createDirectories(target);
      return Files.createTempDirectory(target, "it-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
