package com.rollingdrop.benchmarks.load;

import java.util.List;

/**
 * What callers saw in the measured time.
 *
 * @param callers how many called
 * @param warmUpSeconds how long the warm-up took
 * @param openedPerSecond replies by second of the measured time
 * @param rate openings per second over all of it
 * @param p50Micros median latency
 * @param p99Micros 99th percentile of the latency
 * @param maxMicros longest latency
 * @param openings all openings, those of the warm-up too
 */
public record Measurement(
    int callers,
    int warmUpSeconds,
    List<Long> openedPerSecond,
    double rate,
    double p50Micros,
    double p99Micros,
    double maxMicros,
    long openings) {
  public Measurement {
    openedPerSecond = List.copyOf(openedPerSecond);
  }
}
