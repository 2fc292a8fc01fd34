package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of one small installation on free ports below a folder. */
public final class TestSettings {
  public static final int PARTITIONS = 4;

  private final Map<String, String> environment = new TreeMap<>();

  public TestSettings(Path directory) throws IOException {
    environment.put("ROLLINGDROP_DATA_DIR", directory.toString());
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", Integer.toString(FreePorts.next()));
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
    environment.put("ROLLINGDROP_GRID_CLIENT_PORT", Integer.toString(FreePorts.next()));
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", "64");
    environment.put("ROLLINGDROP_GRID_WAL_SEGMENT_MB", "4");
    environment.put("ROLLINGDROP_GRID_WAL_FORCE_ARCHIVE_MS", "200");
    environment.put("ROLLINGDROP_GRID_PARTITIONS", "16");
    environment.put("ROLLINGDROP_GRID_BACKUPS", "0");
    environment.put("ROLLINGDROP_CDC_CHECK_FREQUENCY_MS", "50");
    // Smaller than what a WAL segment holds, so that batches end in the middle of one.
    environment.put("ROLLINGDROP_CDC_BATCH_MAX", "50");
    environment.put("ROLLINGDROP_CDC_MANAGEMENT_PORT", Integer.toString(FreePorts.next()));
    environment.put("ROLLINGDROP_SINKS_MANAGEMENT_PORT", Integer.toString(FreePorts.next()));
    environment.put("ROLLINGDROP_SINKS_POLL_MS", "100");
    // Without a Postgres there is nothing to repair.
    environment.put("ROLLINGDROP_REPAIR_ENABLED", "false");
    for (String topic : List.of("TRANSACTION_EVENTS", "INVENTORY_UPDATES", "MIRROR_CHANGES")) {
      with("KAFKA_TOPICS_" + topic + "_PARTITIONS", PARTITIONS);
    }
    // A broker takes its time for each partition, and nothing is sent to these.
    for (String topic : List.of("TRANSACTIONS", "INVENTORY_UPDATES", "BOX_OPENINGS")) {
      with("KAFKA_TOPICS_PARTNER_" + topic + "_PARTITIONS", 1);
    }
    environment.put("ROLLINGDROP_KAFKA_REGION", "eu-1");
    // The tests' brokers; how the system's own is protected is tested with it, in ops-scripts.
    environment.put("ROLLINGDROP_KAFKA_SECURITY", "PLAINTEXT");
  }

  public TestSettings with(String variable, Object value) {
    environment.put("ROLLINGDROP_" + variable, value.toString());
    return this;
  }

  /** For a child process. */
  public Map<String, String> environment() {
    return environment;
  }

  public Settings load() {
    return SettingsLoader.load(environment);
  }
}
