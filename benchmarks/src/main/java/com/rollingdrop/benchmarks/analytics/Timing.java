package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.benchmarks.load.Percentiles;
import java.util.List;

/**
 * How long one question took, again and again.
 *
 * @param micros in the order in which it was asked
 */
record Timing(String question, List<Long> micros) {
  Timing {
    micros = List.copyOf(micros);
  }

  long percentileMicros(double percent) {
    return Percentiles.of(micros.stream().mapToLong(Long::longValue).sorted().toArray(), percent);
  }
}
