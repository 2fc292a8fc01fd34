package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.grid.process.HugePages;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the nodes and of the client, as an environment: what the variant is about, over
 * what the user has set for the grid and the gateway, over what a benchmark needs.
 */
record EngineSettings(int nodes, Map<String, String> environment) {
  /** All data of a run stays in memory, as it does with the peers. */
  private static final String DATA_REGION_MB = "6144";

  /** As Postgres here: a checkpoint after 8 GB of WAL, a quarter of this, or after half an hour. */
  private static final String WAL_ARCHIVE_MAX_MB = "32768";

  private static final String CHECKPOINT_FREQUENCY_S = "1800";

  /** The client takes its port from the 64 that begin 64 above the node's. */
  private static final int PORTS_TO_CLIENTS = 128;

  static EngineSettings of(EngineVariant variant, Stage stage) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", DATA_REGION_MB);
    environment.put("ROLLINGDROP_GRID_WAL_ARCHIVE_MAX_MB", WAL_ARCHIVE_MAX_MB);
    environment.put("ROLLINGDROP_GRID_CHECKPOINT_FREQUENCY_S", CHECKPOINT_FREQUENCY_S);
    environment.put("ROLLINGDROP_GRID_BACKUPS", Integer.toString(variant.nodes() - 1));
    environment.putAll(fromUser(System.getenv()));
    environment.putAll(variant.settings());
    int discovery = Ports.next(variant.nodes());
    environment.put("ROLLINGDROP_DATA_DIR", stage.folder().toString());
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", Integer.toString(discovery));
    environment.put(
        "ROLLINGDROP_GRID_DISCOVERY_ADDRESSES",
        "127.0.0.1:" + discovery + ".." + (discovery + variant.nodes() - 1));
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(Ports.next(PORTS_TO_CLIENTS)));
    environment.put("ROLLINGDROP_GRID_CLIENT_PORT", Integer.toString(Ports.next(variant.nodes())));
    return new EngineSettings(variant.nodes(), environment);
  }

  /** What the user has set for the grid and the gateway. */
  static Map<String, String> fromUser(Map<String, String> environment) {
    Map<String, String> own = new TreeMap<>(environment);
    own.keySet()
        .removeIf(
            key -> !key.startsWith("ROLLINGDROP_GRID_") && !key.startsWith("ROLLINGDROP_GATEWAY_"));
    return own;
  }

  Map<String, String> ofNode(int index) {
    Map<String, String> node = new TreeMap<>(environment);
    node.putAll(HugePages.ENVIRONMENT);
    node.put("ROLLINGDROP_GRID_NODE_INDEX", Integer.toString(index));
    node.put("IGNITE_WORK_DIR", environment.get("ROLLINGDROP_DATA_DIR") + "/ignite");
    return node;
  }

  Settings ofClient() {
    return SettingsLoader.load(environment);
  }
}
