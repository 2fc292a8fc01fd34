package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report for people as it grows: what several reports have in common. Not thread-safe. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a report.
   *
   * @param title without the hash sign
   */
  public Markdown(String title) {
    paragraph("# " + title);
  }

  /** A line of text. */
  public Markdown line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A line of text with an empty one after it. */
  public Markdown paragraph(String line) {
    return line(line).line("");
  }

  /** The cells of one row of a table. */
  public Markdown row(String... cells) {
    return line(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** What it ran on and what it was asked to do, as a table without a head. */
  public Markdown facts(Map<String, String> machine, Map<String, String> settings) {
    line("| | |");
    line("|---|---|");
    machine.forEach(this::row);
    settings.forEach(this::row);
    return line("");
  }

  /** What was measured of each line. */
  Markdown rates(List<Line> lines) {
    boolean half =
        lines.stream().anyMatch(l -> l.rounds().stream().anyMatch(r -> r.half() != null));
    line(
        "| | openings/s | lowest – highest round | p50 ms | p99 ms |"
            + (half ? " p50 ms at half the rate | p99 ms at half the rate |" : "")
            + " one caller, p50 ms |");
    line("|---|--:|--:|--:|--:|" + (half ? "--:|--:|" : "") + "--:|");
    lines.forEach(line -> rates(line, half));
    return line("");
  }

  private void rates(Line line, boolean half) {
    line(
        "| "
            + line.title()
            + " | "
            + Numbers.rate(line.rate())
            + " | "
            + Numbers.rate(line.lowestRate())
            + " – "
            + Numbers.rate(line.highestRate())
            + " | "
            + Numbers.millis(line.median(Round::top, Measurement::p50Micros))
            + " | "
            + Numbers.millis(line.median(Round::top, Measurement::p99Micros))
            + " | "
            + (half
                ? Numbers.millis(line.median(Round::half, Measurement::p50Micros))
                    + " | "
                    + Numbers.millis(line.median(Round::half, Measurement::p99Micros))
                    + " | "
                : "")
            + Numbers.millis(line.median(Round::single, Measurement::p50Micros))
            + " |");
  }

  /** Versions and settings of each line. */
  Markdown about(List<Line> lines) {
    paragraph("Versions and settings:");
    lines.forEach(line -> line("- **" + line.title() + "**: " + line.about()));
    return line("");
  }

  /** The whole report. */
  @Override
  public String toString() {
    return text.toString();
  }
}
