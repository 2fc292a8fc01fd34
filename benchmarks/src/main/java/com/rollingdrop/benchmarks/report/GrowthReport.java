package com.rollingdrop.benchmarks.report;

/** What an opening costs in a large grid beside what it costs in a small one, for people. */
public final class GrowthReport {
  /** An opening may cost so many times what it costs in the small grid. */
  private static final double COST_MAX = 1.1;

  private GrowthReport() {}

  /**
   * The report as Markdown; the first line is what the others are held against.
   *
   * @param title without the hash sign
   * @param figures file name of the raw figures
   */
  public static String of(Report report, String title, String figures) {
    Markdown markdown = new Markdown(title).facts(report.machine(), report.settings());
    markdown.paragraph(
        "The same callers open the same box in grids of different size. They choose among all wallets alike, and keep the"
            + " machine busy: what an opening costs is the time of the whole machine over the openings. Rates and latencies"
            + " are medians of the rounds. The checkpoint of the filling is made before the warm-up; the next one is"
            + " due after the run.");
    markdown.rates(report.lines());
    costs(markdown, report);
    return markdown
        .about(report.lines())
        .line("Every round and every second: [" + figures + "](" + figures + ").")
        .toString();
  }

  private static void costs(Markdown markdown, Report report) {
    Line base = report.lines().get(0);
    markdown.line(
        "| cost of an opening, held against " + base.title() + " | measured | at most | |");
    markdown.line("|---|--:|--:|---|");
    for (Line line : report.lines().subList(1, report.lines().size())) {
      double cost = base.rate() / line.rate();
      markdown.row(
          line.title(),
          Numbers.times(cost),
          Numbers.times(COST_MAX),
          cost <= COST_MAX ? "held" : "**COSTS MORE**");
    }
    markdown.line("");
  }
}
