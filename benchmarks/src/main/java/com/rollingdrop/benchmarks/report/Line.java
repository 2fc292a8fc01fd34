package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import com.rollingdrop.benchmarks.load.Percentiles;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one contender.
 *
 * @param about versions and settings
 */
public record Line(String name, String title, boolean engine, String about, List<Round> rounds) {
  public Line {
    rounds = List.copyOf(rounds);
  }

  /** Openings per second, the median of the rounds. */
  public double rate() {
    return median(Round::top, Measurement::rate);
  }

  double lowestRate() {
    return rounds.stream().mapToDouble(round -> round.top().rate()).min().orElse(Double.NaN);
  }

  double highestRate() {
    return rounds.stream().mapToDouble(round -> round.top().rate()).max().orElse(Double.NaN);
  }

  /** The median over those rounds that have such a measurement; NaN when none has. */
  double median(
      Function<Round, @Nullable Measurement> which, ToDoubleFunction<Measurement> figure) {
    return Percentiles.median(
        rounds.stream().map(which).filter(Objects::nonNull).mapToDouble(figure).toArray());
  }
}
