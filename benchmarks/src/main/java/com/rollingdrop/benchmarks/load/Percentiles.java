package com.rollingdrop.benchmarks.load;

import java.util.Arrays;

/** Percentiles by the nearest rank: always a value that was measured. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * The smallest value that at least {@code percent} of the values do not exceed; 0 when there are
   * none.
   *
   * @param sorted ascending
   * @param percent above 0, at most 100
   */
  public static long of(long[] sorted, double percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(sorted.length * percent / 100);
    return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1];
  }

  /** The median; of an even count, the mean of the two in the middle. NaN when there are none. */
  public static double median(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
