package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import java.util.List;
import java.util.stream.IntStream;

/** What several tests need. */
final class Samples {
  private Samples() {}

  static Line line(String name, double... rates) {
    return new Line(
        name,
        "title of " + name,
        name.startsWith("engine"),
        "about " + name,
        IntStream.range(0, rates.length)
            .mapToObj(i -> new Round(i + 1, measured(rates[i]), null, measured(10)))
            .toList());
  }

  private static Measurement measured(double rate) {
    return new Measurement(64, 10, List.of((long) rate), rate, 1_500, 9_999, 20_000, 5);
  }
}
