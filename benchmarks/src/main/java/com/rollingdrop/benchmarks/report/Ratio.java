package com.rollingdrop.benchmarks.report;

import java.util.List;
import java.util.Optional;

/**
 * One line's rate over another's, and what it is held to.
 *
 * @param floor below it, something is wrong
 * @param goal what is aimed at
 */
public record Ratio(String title, String over, String under, double floor, double goal) {
  /** What the engine is held to. */
  public static final List<Ratio> ALL =
      List.of(
          new Ratio("engine LOG_ONLY / Postgres fsync off", "engine", "postgres", 2, 4),
          new Ratio("engine FSYNC / Postgres fsync on", "engine-fsync", "postgres-fsync", 2, 3),
          new Ratio("engine LOG_ONLY / Redis", "engine", "redis", 0.5, 1),
          new Ratio(
              "two nodes with one backup / Postgres fsync off", "engine-backup", "postgres", 1, 2),
          new Ratio("batches / one transaction per opening", "engine", "engine-unbatched", 3, 6));

  /** How a ratio stands. */
  public enum Standing {
    GOAL("goal reached"),
    FLOOR("floor held"),
    BELOW("below the floor");

    final String words;

    Standing(String words) {
      this.words = words;
    }
  }

  /** The ratio of the two lines' median rates; empty when one of them is missing. */
  public Optional<Double> of(List<Line> lines) {
    Optional<Double> above = rate(lines, over);
    Optional<Double> below = rate(lines, under);
    return above.isPresent() && below.isPresent()
        ? Optional.of(above.get() / below.get())
        : Optional.empty();
  }

  private static Optional<Double> rate(List<Line> lines, String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name) && !line.rounds().isEmpty())
        .map(Line::rate)
        .findFirst();
  }

  /** How a value of this ratio stands. */
  public Standing standing(double value) {
    if (value >= goal) {
      return Standing.GOAL;
    }
    return value >= floor ? Standing.FLOOR : Standing.BELOW;
  }
}
