package com.rollingdrop.ops.chaos;

import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.ops.embedded.FirstSecrets;
import com.rollingdrop.ops.system.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.jspecify.annotations.Nullable;

/**
 * The system of this test: as {@code up} starts it, with a wire before Postgres that can be slow, a
 * supervisor, and a client of the grid here.
 */
final class ChaosSystem {
  static final List<Long> PLAYERS = LongStream.range(7_000, 7_048).boxed().toList();
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final RunningSystem running = new RunningSystem("chaos");
  private final SlowWire wire;
  private final RunningParts parts;
  private final Counters counters;
  private @Nullable Ignite ignite;

  /**
   * @param smallBuffers whether the buffers before Postgres are soon full; else as they are by
   *     default
   */
  ChaosSystem(boolean smallBuffers) throws Exception {
    if (smallBuffers) {
      running.set("ROLLINGDROP_MIRROR_BUFFER_MAX", "200");
      running.set("ROLLINGDROP_MIRROR_BATCH_MAX", "50");
    }
    // Each player does what hundreds would.
    running.set("ROLLINGDROP_RATE_LIMIT_USER_REQUESTS", "1000000");
    running.set("ROLLINGDROP_GRID_PARTITIONS", "64");
    running.set("ROLLINGDROP_GRID_DATA_REGION_MB", "256");
    running.set("ROLLINGDROP_GRID_WAL_SEGMENT_MB", "8");
    running.set(
        "ROLLINGDROP_REPAIR_ENABLED", System.getProperty("rollingdrop.chaos.repair", "true"));
    FirstSecrets.create(running.settings());
    wire = new SlowWire(running.settings().postgres().port());
    parts = new RunningParts(running, wire.port());
    counters = new Counters(parts, countingParts());
  }

  private static List<String> countingParts() {
    List<String> names = new ArrayList<>(RunningParts.names(RunningParts.NODES));
    names.removeAll(List.of("postgres", "kafka", "clickhouse", "api-server"));
    return names;
  }

  /** All parts, with one node of the grid. */
  void start() throws Exception {
    parts.want(RunningParts.names(1));
    await().atMost(PATIENCE).until(parts::areReady);
    String unused =
        running.mustRun(
            "import-boxes", RunningParts.home().resolve("ops-scripts/catalogue.json").toString());
  }

  /** All nodes of the grid, while it works. */
  void grow() {
    parts.want(RunningParts.names(RunningParts.NODES));
    await().atMost(PATIENCE).until(() -> parts.areReady() && parts.isGridWhole());
  }

  List<Fault> faults(Pace pace) {
    List<Fault> faults =
        new ArrayList<>(new PostgresFaults(running, parts, wire, counters, pace).all());
    faults.addAll(new StreamFaults(parts, pace).all());
    return faults;
  }

  Agreement agreement(Duration patience, long calmSinceNanos) throws InterruptedException {
    return Agreement.within(patience, calmSinceNanos, ignite(), settings(), running.secrets());
  }

  Settings settings() {
    return running.settings();
  }

  RunningSystem running() {
    return running;
  }

  RunningParts parts() {
    return parts;
  }

  Counters counters() {
    return counters;
  }

  /** A client of the grid, which joins when it is first asked for. */
  Ignite ignite() {
    Ignite joined = ignite;
    if (joined == null) {
      joined = Ignition.start(IgniteConfigurations.client(settings(), "chaos"));
      ignite = joined;
    }
    return joined;
  }

  void stop() throws Exception {
    counters.close();
    if (ignite != null) {
      ignite.close();
    }
    parts.end();
    wire.close();
  }
}
