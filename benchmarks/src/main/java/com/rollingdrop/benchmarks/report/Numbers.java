package com.rollingdrop.benchmarks.report;

import java.util.Locale;

/** Figures as people read them; a dash where there is none. */
final class Numbers {
  private static final String NONE = "–";

  private Numbers() {}

  /** Openings per second: three digits that count. */
  static String rate(double perSecond) {
    if (Double.isNaN(perSecond)) {
      return NONE;
    }
    double step = Math.max(1, Math.pow(10, Math.floor(Math.log10(Math.max(perSecond, 1))) - 2));
    return String.format(Locale.ROOT, "%,d", Math.round(perSecond / step) * (long) step);
  }

  /** Milliseconds with two digits after the point. */
  static String millis(double micros) {
    return Double.isNaN(micros) ? NONE : String.format(Locale.ROOT, "%.2f", micros / 1_000);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }
}
