package com.rollingdrop.compute.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The values of a simulation's openings as an SVG picture: a bar for each class of values, as high
 * as its share of the openings, with a line where the tickets expect it. Classes run from 1, 2 and
 * 5 times a power of ten to the next, for values of a box are decades apart.
 */
public final class ValueChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;
  private static final int LEFT = 20;
  private static final int TOP = 70;
  private static final int BOTTOM = 50;
  private static final long[] STEPS = {1, 2, 5};

  /** Values from {@code fromMinor} up to, and without, {@code toMinor}. */
  private record Bar(long fromMinor, long toMinor, double share, double expectedShare) {}

  private ValueChart() {}

  /**
   * The picture; only text that XML may hold as it is gets into it.
   *
   * @param title of the picture, for people
   */
  public static String svg(String title, Simulated simulated) {
    List<Bar> bars = bars(simulated);
    StringBuilder svg = new StringBuilder(8_192);
    svg.append(
        text(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
            font-family="sans-serif" font-size="11" role="img">
            <title>%3$s</title>
            <rect width="%1$d" height="%2$d" fill="#ffffff"/>
            <text x="%4$d" y="24" font-size="15">%3$s</text>
            <text x="%4$d" y="44" fill="#555555">%5$s</text>
            """,
            WIDTH, HEIGHT, escaped(title), LEFT, escaped(subtitle(simulated))));
    double highest =
        bars.stream().mapToDouble(b -> Math.max(b.share(), b.expectedShare())).max().orElse(1);
    double step = (WIDTH - 2.0 * LEFT) / bars.size();
    double unit = (HEIGHT - TOP - BOTTOM) / highest;
    int floor = HEIGHT - BOTTOM;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double x = LEFT + i * step;
      double middle = x + step / 2;
      double top = floor - bar.share() * unit;
      double expected = floor - bar.expectedShare() * unit;
      svg.append(
          text(
              """
              <rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#4477aa"/>
              <line x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f" stroke="#cc3311" stroke-width="2"/>
              <text x="%.1f" y="%.1f" text-anchor="middle">%s</text>
              <text x="%.1f" y="%d" text-anchor="middle">%s</text>
              """,
              x + step * 0.1,
              top,
              step * 0.8,
              floor - top,
              x + step * 0.05,
              x + step * 0.95,
              expected,
              expected,
              middle,
              Math.min(top, expected) - 5,
              percent(bar.share()),
              middle,
              floor + 16,
              label(bar)));
    }
    return svg.append(
            text(
                """
                <line x1="%1$d" x2="%2$d" y1="%3$d" y2="%3$d" stroke="#000000"/>
                <text x="%1$d" y="%4$d" fill="#555555">value of one opening, minor units, from the number on; \
                bars: share of the openings, red: expected</text>
                </svg>
                """,
                LEFT, WIDTH - LEFT, floor, HEIGHT - 12))
        .toString();
  }

  private static String subtitle(Simulated simulated) {
    Long share = simulated.returnToPlayerBasisPoints();
    return text(
        "%,d openings, mean %s, standard deviation %s minor units%s",
        simulated.openings(),
        simulated.spread().mean().toPlainString(),
        simulated.spread().standardDeviation().toPlainString(),
        share == null ? "" : text(", return to player %d.%02d %%", share / 100, share % 100));
  }

  /** From the class of the least value of the box to that of the highest. */
  private static List<Bar> bars(Simulated simulated) {
    List<ItemHits> items = simulated.items();
    long least = items.stream().mapToLong(one -> one.item().valueMinor()).min().orElse(0);
    long most = items.stream().mapToLong(one -> one.item().valueMinor()).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    long from = 0;
    for (int border = 0; from <= most; border++) {
      long to = border(border);
      if (to > least) {
        bars.add(bar(from, to, simulated));
      }
      from = to;
    }
    return bars;
  }

  private static long border(int number) {
    long border = STEPS[number % STEPS.length];
    for (int decade = number / STEPS.length; decade > 0; decade--) {
      border = Math.multiplyExact(border, 10);
    }
    return border;
  }

  private static Bar bar(long from, long to, Simulated simulated) {
    double hits = 0;
    double expected = 0;
    for (ItemHits one : simulated.items()) {
      if (one.item().valueMinor() >= from && one.item().valueMinor() < to) {
        hits += one.hits();
        expected += one.expectedHits();
      }
    }
    return new Bar(from, to, hits / simulated.openings(), expected / simulated.openings());
  }

  private static String percent(double share) {
    return text(share == 0 || share >= 0.001 ? "%.1f %%" : "%.4f %%", share * 100);
  }

  private static String label(Bar bar) {
    long from = bar.fromMinor();
    if (from >= 1_000_000) {
      return from / 1_000_000 + "M";
    }
    return from >= 1_000 ? from / 1_000 + "k" : Long.toString(from);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
