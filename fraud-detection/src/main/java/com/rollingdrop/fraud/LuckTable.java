package com.rollingdrop.fraud;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each value that a draw may bring says about luck, by the odds of one box version.
 *
 * <p>A value's score is {@code s = -ln P(a draw is worth as much or more)}: 0 for the least item,
 * 4.6 for the best percent. For a tilt {@code t} the likelihood ratio of a draw is {@code exp(t s)
 * / E[exp(t s)]}; its mean over honest draws is 1, exactly and for any odds. Immutable.
 */
final class LuckTable {
  /** Little luck that lasts, up to a single draw that is hardly possible. */
  private static final double[] TILTS = {0.25, 0.5, 0.75, 0.9};

  static final int TILT_COUNT = TILTS.length;

  private final BoxVersion box;
  private final Map<Long, double[]> logRatios = new HashMap<>();
  private final Map<Long, Double> scores = new HashMap<>();
  private final double expectedMinor;

  LuckTable(BoxVersion box) {
    this.box = box;
    TreeMap<Long, Long> tickets = new TreeMap<>();
    for (BoxItem item : box.items()) {
      tickets.merge(item.valueMinor(), item.tickets(), Math::addExact);
    }
    double all = box.totalTickets();
    double expected = 0;
    long asMuch = 0;
    double[] means = new double[TILT_COUNT];
    for (Map.Entry<Long, Long> value : tickets.descendingMap().entrySet()) {
      asMuch += value.getValue();
      double score = -StrictMath.log(asMuch / all);
      scores.put(value.getKey(), score);
      expected += value.getKey() * (value.getValue() / all);
      for (int tilt = 0; tilt < TILT_COUNT; tilt++) {
        means[tilt] += value.getValue() / all * StrictMath.exp(TILTS[tilt] * score);
      }
    }
    this.expectedMinor = expected;
    scores.forEach(
        (value, score) -> {
          double[] ratios = new double[TILT_COUNT];
          for (int tilt = 0; tilt < TILT_COUNT; tilt++) {
            ratios[tilt] = TILTS[tilt] * score - StrictMath.log(means[tilt]);
          }
          logRatios.put(value, ratios);
        });
  }

  /** Logarithms of the ratios of a draw of this value, one for each tilt; null if none has it. */
  double @Nullable [] logRatios(long valueMinor) {
    return logRatios.get(valueMinor);
  }

  /** How rare a draw of this value or more is: minus the logarithm of its probability. */
  double score(long valueMinor) {
    return scores.getOrDefault(valueMinor, 0.0);
  }

  /** What a draw is worth on average, minor units. */
  double expectedMinor() {
    return expectedMinor;
  }

  @Nullable Guarantee guarantee() {
    return box.guarantee();
  }

  /** Whether the guarantee promises items of this rarity. */
  boolean isGuaranteed(String rarity) {
    Guarantee guarantee = box.guarantee();
    List<String> rarities = guarantee == null ? List.of() : guarantee.rarities();
    return rarities.contains(rarity);
  }

  /** Whether these are the odds that an event names. */
  boolean hasHash(@Nullable String oddsHash) {
    return box.oddsHash().equals(oddsHash);
  }
}
