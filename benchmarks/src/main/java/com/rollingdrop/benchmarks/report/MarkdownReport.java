package com.rollingdrop.benchmarks.report;

import java.util.Optional;

/** The comparison for people: what ran where, the table, the ratios. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /**
   * The report as Markdown.
   *
   * @param title without the hash sign
   * @param chart file name of the chart
   * @param figures file name of the raw figures
   */
  public static String of(Report report, String title, String chart, String figures) {
    Markdown markdown = new Markdown(title).facts(report.machine(), report.settings());
    markdown.paragraph(
        "Everybody does the same: checks the idempotency key, debits the wallet, draws an item by tickets, inserts the"
            + " item and the journal entry, replies. Every caller waits for its reply. Rates and latencies are medians of"
            + " the rounds; after each round the journal is counted against the replies.");
    markdown.paragraph("![Openings per second](" + chart + ")");
    markdown.rates(report.lines());
    report
        .skipped()
        .forEach((name, why) -> markdown.line("Left out: " + name + ", because " + why + "."));
    if (!report.skipped().isEmpty()) {
      markdown.line("");
    }
    ratios(markdown, report);
    return markdown
        .about(report.lines())
        .line("Every round and every second: [" + figures + "](" + figures + ").")
        .toString();
  }

  private static void ratios(Markdown markdown, Report report) {
    markdown.line("| ratio of the medians | measured | floor | goal | |");
    markdown.line("|---|--:|--:|--:|---|");
    for (Ratio ratio : Ratio.ALL) {
      Optional<Double> value = ratio.of(report.lines());
      markdown.row(
          ratio.title(),
          value.map(Numbers::times).orElse("–"),
          Numbers.times(ratio.floor()),
          Numbers.times(ratio.goal()),
          value.map(v -> ratio.standing(v).words).orElse("not measured"));
    }
    markdown.line("");
  }
}
