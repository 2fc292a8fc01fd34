package com.rollingdrop.ops.chaos;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long answers took, phase by phase; between phases nothing is kept. Thread-safe. */
final class Latencies {
  private static final int FIRST_ROOM = 1 << 14;

  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private @Nullable Phase now;

  /** Answers of one phase, nanoseconds each. Guarded by the latencies. */
  private static final class Phase {
    private final long startNanos = System.nanoTime();
    private long endNanos;
    private long[] took = new long[FIRST_ROOM];
    private int count;
    private int failed;
  }

  /**
   * What is known of a phase.
   *
   * @param failed calls that were answered otherwise than with their effect
   */
  record Figures(
      int calls,
      int failed,
      long perSecond,
      double p50Ms,
      double p99Ms,
      double p999Ms,
      double maxMs) {}

  synchronized void begin(String phase) {
    end();
    Phase begun = new Phase();
    phases.put(phase, begun);
    now = begun;
  }

  synchronized void end() {
    Phase ending = now;
    if (ending != null) {
      ending.endNanos = System.nanoTime();
    }
    now = null;
  }

  synchronized void add(long nanos, boolean done) {
    Phase phase = now;
    if (phase == null) {
      return;
    }
    if (!done) {
      phase.failed++;
    }
    if (phase.count == phase.took.length) {
      phase.took = Arrays.copyOf(phase.took, phase.count * 2);
    }
    phase.took[phase.count++] = nanos;
  }

  synchronized Figures of(String name) {
    Phase phase = phases.get(name);
    if (phase == null || phase.count == 0) {
      throw new IllegalArgumentException("nothing was called in phase " + name);
    }
    long[] sorted = Arrays.copyOf(phase.took, phase.count);
    Arrays.sort(sorted);
    double seconds = (phase.endNanos - phase.startNanos) / 1e9;
    return new Figures(
        phase.count,
        phase.failed,
        Math.round(phase.count / seconds),
        ms(sorted, 0.5),
        ms(sorted, 0.99),
        ms(sorted, 0.999),
        ms(sorted, 1));
  }

  private static double ms(long[] sorted, double quantile) {
    int at = Math.min(sorted.length - 1, (int) (sorted.length * quantile));
    return sorted[at] / 1e6;
  }
}
