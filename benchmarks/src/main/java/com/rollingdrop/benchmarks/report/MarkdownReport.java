package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import java.util.Optional;

/** The report for people: what ran where, the table, the ratios. */
public final class MarkdownReport {
  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  /**
   * The report as Markdown.
   *
   * @param title without the hash sign
   * @param chart file name of the chart
   * @param figures file name of the raw figures
   */
  public static String of(Report report, String title, String chart, String figures) {
    MarkdownReport markdown = new MarkdownReport(report);
    markdown.line("# " + title);
    markdown.line("");
    markdown.facts();
    markdown.line("![Openings per second](" + chart + ")");
    markdown.line("");
    markdown.table();
    markdown.ratios();
    markdown.about();
    markdown.line("Every round and every second: [" + figures + "](" + figures + ").");
    return markdown.text.toString();
  }

  private void facts() {
    line("| | |");
    line("|---|---|");
    report.machine().forEach((name, value) -> line("| " + name + " | " + value + " |"));
    report.settings().forEach((name, value) -> line("| " + name + " | " + value + " |"));
    line("");
    line(
        "Everybody does the same: checks the idempotency key, debits the wallet, draws an item by tickets, inserts the"
            + " item and the journal entry, replies. Every caller waits for its reply. Rates and latencies are medians of"
            + " the rounds; after each round the journal is counted against the replies.");
    line("");
  }

  private void table() {
    boolean half =
        report.lines().stream().anyMatch(l -> l.rounds().stream().anyMatch(r -> r.half() != null));
    line(
        "| | openings/s | lowest – highest round | p50 ms | p99 ms |"
            + (half ? " p50 ms at half the rate | p99 ms at half the rate |" : "")
            + " one caller, p50 ms |");
    line("|---|--:|--:|--:|--:|" + (half ? "--:|--:|" : "") + "--:|");
    for (Line line : report.lines()) {
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
    line("");
    report.skipped().forEach((name, why) -> line("Left out: " + name + ", because " + why + "."));
    if (!report.skipped().isEmpty()) {
      line("");
    }
  }

  private void ratios() {
    line("| ratio of the medians | measured | floor | goal | |");
    line("|---|--:|--:|--:|---|");
    for (Ratio ratio : Ratio.ALL) {
      Optional<Double> value = ratio.of(report.lines());
      line(
          "| "
              + ratio.title()
              + " | "
              + value.map(Numbers::times).orElse("–")
              + " | "
              + Numbers.times(ratio.floor())
              + " | "
              + Numbers.times(ratio.goal())
              + " | "
              + value.map(v -> ratio.standing(v).words).orElse("not measured")
              + " |");
    }
    line("");
  }

  private void about() {
    line("Versions and settings:");
    line("");
    for (Line line : report.lines()) {
      line("- **" + line.title() + "**: " + line.about());
    }
    line("");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
