package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.PlayerChoice;
import com.rollingdrop.benchmarks.load.PlayerChoice.Kind;
import java.util.List;
import java.util.Map;

/**
 * What a line of the engine is about.
 *
 * @param settings as an environment, over all others
 */
record EngineVariant(
    String contender,
    String title,
    int nodes,
    Map<String, String> settings,
    PlayerChoice.Kind choice) {
  static final List<EngineVariant> ALL =
      List.of(
          new EngineVariant("engine", "engine, LOG_ONLY", 1, Map.of(), Kind.UNIFORM),
          new EngineVariant(
              "engine-fsync",
              "engine, FSYNC",
              1,
              Map.of("ROLLINGDROP_GRID_WAL_MODE", "FSYNC"),
              Kind.UNIFORM),
          new EngineVariant(
              "engine-backup", "engine, two nodes with one backup", 2, Map.of(), Kind.UNIFORM),
          new EngineVariant(
              "engine-unbatched",
              "engine, one transaction per opening",
              1,
              Map.of(
                  "ROLLINGDROP_GATEWAY_BATCH_MAX", "1", "ROLLINGDROP_GATEWAY_IN_FLIGHT_MAX", "64"),
              Kind.UNIFORM),
          new EngineVariant("engine-zipf", "engine, Zipf players", 1, Map.of(), Kind.ZIPF));
}
