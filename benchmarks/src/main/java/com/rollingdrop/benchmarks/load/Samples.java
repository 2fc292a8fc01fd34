package com.rollingdrop.benchmarks.load;

import java.util.Arrays;
import java.util.List;

/** Every latency that one caller saw, and in which second the reply came. Used by one thread. */
final class Samples {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private long[] latencies = new long[4_096];
  private int size;
  private final long[] perSecond;

  Samples(int seconds) {
    perSecond = new long[seconds];
  }

  void add(long sinceStartNanos, long latencyNanos) {
    if (size == latencies.length) {
      latencies = Arrays.copyOf(latencies, size * 2);
    }
    latencies[size] = latencyNanos;
    size++;
    perSecond[(int) Math.min(sinceStartNanos / SECOND_NANOS, perSecond.length - 1)]++;
  }

  static long[] sortedLatencies(List<Samples> all) {
    long[] merged = new long[all.stream().mapToInt(samples -> samples.size).sum()];
    int at = 0;
    for (Samples samples : all) {
      System.arraycopy(samples.latencies, 0, merged, at, samples.size);
      at += samples.size;
    }
    Arrays.sort(merged);
    return merged;
  }

  static long[] perSecond(List<Samples> all, int seconds) {
    long[] sums = new long[seconds];
    for (Samples samples : all) {
      for (int second = 0; second < seconds; second++) {
        sums[second] += samples.perSecond[second];
      }
    }
    return sums;
  }
}
