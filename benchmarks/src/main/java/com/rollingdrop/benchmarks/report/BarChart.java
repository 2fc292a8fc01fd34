package com.rollingdrop.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Openings per second as horizontal bars, an SVG. A bar is the median, the thin line across its end
 * spans the rounds. No background, and greys that can be read on white and on black.
 */
public final class BarChart {
  private static final int WIDTH = 760;
  private static final int LABELS = 330;
  private static final int FIGURES = 80;
  private static final int TOP = 34;
  private static final int ROW = 30;
  private static final int BAR = 16;

  private static final String STYLE =
      """
      <style>
        text { font: 13px system-ui, sans-serif; fill: #7d8590; }
        .title { font-weight: 600; }
        .engine { fill: #2f81f7; }
        .peer { fill: #9aa4ae; }
        .rounds { stroke: #7d8590; stroke-width: 1.5; }
      </style>
      """;

  private BarChart() {}

  /** The chart of these lines, in their order. */
  public static String of(List<Line> lines) {
    double most = lines.stream().mapToDouble(Line::highestRate).max().orElse(1);
    double scale = (WIDTH - LABELS - FIGURES) / most;
    StringBuilder svg = new StringBuilder();
    int height = TOP + ROW * lines.size();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\""
                + " aria-label=\"Openings per second\">%n",
            WIDTH,
            height,
            WIDTH));
    svg.append(STYLE);
    svg.append(
        "<text class=\"title\" x=\"0\" y=\"16\">Openings per second, median of the rounds</text>\n");
    for (int i = 0; i < lines.size(); i++) {
      row(svg, lines.get(i), TOP + ROW * i, scale);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(StringBuilder svg, Line line, int top, double scale) {
    double end = LABELS + line.rate() * scale;
    double middle = top + BAR / 2.0;
    double low = LABELS + line.lowestRate() * scale;
    double high = LABELS + line.highestRate() * scale;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n"
                + "<line class=\"rounds\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n"
                + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
            LABELS - 10,
            top + BAR - 3,
            escape(line.title()),
            line.engine() ? "engine" : "peer",
            LABELS,
            top,
            end - LABELS,
            BAR,
            low,
            middle,
            high,
            middle,
            Math.max(end, high) + 8,
            top + BAR - 3,
            Numbers.rate(line.rate())));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
