package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.PlayerChoice;
import com.rollingdrop.benchmarks.load.PlayerChoice.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a line of the engine is about.
 *
 * @param settings as an environment, over all others
 * @param wallets how many; empty for as many as the command says
 * @param entries how many ledger entries there are before the load
 */
record EngineVariant(
    String contender,
    String title,
    int nodes,
    Map<String, String> settings,
    PlayerChoice.Kind choice,
    Optional<Integer> wallets,
    int entries) {
  /**
   * After a checkpoint each page goes into the WAL once; a large grid has many, and no second one.
   */
  private static final String FILLED_WAL_ARCHIVE_MAX_MB = "98304";

  static final List<EngineVariant> ALL =
      List.of(
          fresh("engine", "engine, LOG_ONLY", 1, Map.of(), Kind.UNIFORM),
          fresh(
              "engine-fsync",
              "engine, FSYNC",
              1,
              Map.of("ROLLINGDROP_GRID_WAL_MODE", "FSYNC"),
              Kind.UNIFORM),
          fresh("engine-backup", "engine, two nodes with one backup", 2, Map.of(), Kind.UNIFORM),
          fresh(
              "engine-unbatched",
              "engine, one transaction per opening",
              1,
              Map.of(
                  "ROLLINGDROP_GATEWAY_BATCH_MAX", "1", "ROLLINGDROP_GATEWAY_IN_FLIGHT_MAX", "64"),
              Kind.UNIFORM),
          fresh("engine-zipf", "engine, Zipf players", 1, Map.of(), Kind.ZIPF));

  /** With an empty ledger. */
  private static EngineVariant fresh(
      String contender,
      String title,
      int nodes,
      Map<String, String> settings,
      PlayerChoice.Kind choice) {
    return new EngineVariant(contender, title, nodes, settings, choice, Optional.empty(), 0);
  }

  /** One node with a history. */
  static EngineVariant filled(String contender, int wallets, int entries, int dataRegionMb) {
    return new EngineVariant(
        contender,
        String.format(
            Locale.ROOT,
            "%,d wallets, %s",
            wallets,
            entries == 0
                ? "empty ledger"
                : String.format(Locale.ROOT, "%,d ledger entries", entries)),
        1,
        Map.of(
            "ROLLINGDROP_GRID_DATA_REGION_MB",
            Integer.toString(dataRegionMb),
            "ROLLINGDROP_GRID_WAL_ARCHIVE_MAX_MB",
            FILLED_WAL_ARCHIVE_MAX_MB),
        Kind.UNIFORM,
        Optional.of(wallets),
        entries);
  }
}
