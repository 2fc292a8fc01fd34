package com.rollingdrop.ops.chaos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parts count, added up over their lives, and the highest that each gauge has shown. What
 * a part counts in the last instants before it is killed is not seen. Thread-safe.
 */
final class Counters implements AutoCloseable {
  static final String DROPPED = "rollingdrop_mirror_rows_dropped_total";
  static final String WAITING = "rollingdrop_mirror_buffer_rows";
  static final String REPAIRED = "rollingdrop_repair_rows_repaired_total";
  static final String ROLLED_BACK = "rollingdrop_cdc_rolled_back_total";
  static final String TOLD_AGAIN = "rollingdrop_ledger_replayed_total";
  static final String KNOWN_ALREADY = "rollingdrop_sinks_duplicates_skipped_total";

  /** What was held for longer than one collection. */
  static final String HEAP = "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"";

  private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
  private static final long LOOK_EVERY_MS = 1_000;

  private final RunningParts parts;
  private final List<String> names;
  private final Map<String, Series> series = new HashMap<>();
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

  /** One metric of one part with its labels. */
  private static final class Series {
    private double before;
    private double last;
    private double max;
  }

  /**
   * @param names of the parts that are asked
   */
  Counters(RunningParts parts, List<String> names) {
    this.parts = parts;
    this.names = names;
    var unused =
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      names.forEach(this::look);
    } catch (RuntimeException e) {
      LOG.warn("metrics were not read", e);
    }
  }

  /** Asks a part now. */
  void look(String name) {
    Optional<String> metrics = parts.metrics(name);
    metrics.ifPresent(text -> text.lines().forEach(line -> take(name, line)));
  }

  private synchronized void take(String part, String line) {
    int end = line.lastIndexOf(' ');
    if (line.startsWith("#") || end < 0) {
      return;
    }
    double value = Double.parseDouble(line.substring(end + 1));
    Series one = series.computeIfAbsent(part + " " + line.substring(0, end), s -> new Series());
    if (value < one.last) {
      // A counter that goes back is another life's.
      one.before += one.last;
    }
    one.last = value;
    one.max = Math.max(one.max, value);
  }

  /** What all parts have counted of it in all their lives. */
  long sum(String metric) {
    return sum("", metric);
  }

  /** What a part has counted of it in all its lives. */
  synchronized long sum(String part, String metric) {
    return (long)
        series.entrySet().stream()
            .filter(e -> isOf(e.getKey(), part, metric))
            .mapToDouble(e -> e.getValue().before + e.getValue().last)
            .sum();
  }

  /** The highest value that any node of the grid has shown since {@link #reset}. */
  synchronized long maxOfNodes(String metric) {
    return (long)
        series.entrySet().stream()
            .filter(e -> e.getKey().startsWith("grid-node") && isOf(e.getKey(), "", metric))
            .mapToDouble(e -> e.getValue().max)
            .max()
            .orElse(0);
  }

  /** Begins anew to look for the highest values. */
  synchronized void reset() {
    series.values().forEach(one -> one.max = 0);
  }

  private static boolean isOf(String key, String part, String metric) {
    String name = key.substring(key.indexOf(' ') + 1);
    return (part.isEmpty() || key.startsWith(part + " "))
        && (name.equals(metric) || name.startsWith(metric.contains("{") ? metric : metric + "{"));
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
