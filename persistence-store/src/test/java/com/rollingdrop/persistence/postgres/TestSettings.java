package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a system on free ports, with its data in a folder of the test's. */
public final class TestSettings {
  private TestSettings() {}

  public static Settings of(Path folder, int postgresPort, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("ROLLINGDROP_DATA_DIR", folder.toString());
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", port());
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
    environment.put("ROLLINGDROP_GRID_CLIENT_PORT", port());
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", "128");
    environment.put("ROLLINGDROP_GRID_PARTITIONS", "16");
    environment.put("ROLLINGDROP_GRID_WAL_SEGMENT_MB", "4");
    environment.put("ROLLINGDROP_GRID_WAL_ARCHIVE_MAX_MB", "64");
    environment.put("ROLLINGDROP_POSTGRES_PORT", Integer.toString(postgresPort));
    environment.put("ROLLINGDROP_POSTGRES_USER", "postgres");
    environment.put("ROLLINGDROP_POSTGRES_DATABASE", "postgres");
    environment.put("ROLLINGDROP_POSTGRES_CONNECT_TIMEOUT_MS", "2000");
    environment.put("ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "50");
    environment.putAll(more);
    return SettingsLoader.load(environment);
  }

  public static Secrets secrets(Path folder) {
    return new Secrets(folder, Map.of("ROLLINGDROP_SECRET_POSTGRES_PASSWORD", "not asked for"));
  }

  private static String port() {
    return Integer.toString(FreePorts.next());
  }
}
