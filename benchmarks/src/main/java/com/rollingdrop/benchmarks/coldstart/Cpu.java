package com.rollingdrop.benchmarks.coldstart;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time of the loader, which is this process, and of the node below it. It says what a
 * load costs even when others use the machine. That of Postgres, which leaves its parent, is not in
 * it.
 */
final class Cpu {
  /** Whose there is. */
  static final String LOADER = "loader";

  static final String NODE = "node";
  private static final double MILLIS_PER_SECOND = 1e3;

  private Cpu() {}

  /** Seconds so far. */
  static Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put(LOADER, of(ProcessHandle.current()));
    seconds.put(
        NODE,
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .mapToDouble(Cpu::of)
            .sum());
    return seconds;
  }

  private static double of(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / MILLIS_PER_SECOND;
  }
}
