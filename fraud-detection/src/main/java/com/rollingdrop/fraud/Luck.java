package com.rollingdrop.fraud;

import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.FraudSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import java.util.List;
import java.util.Map;

/**
 * Draws of a box that chance would hardly ever give, held against the published odds of the version
 * that was opened.
 *
 * <p>It is looked at after every draw, so a fixed test would find somebody lucky sooner or later.
 * The evidence of a player with a box is therefore an e-process: the mean, over a few tilts, of the
 * product of each draw's likelihood ratio ({@link LuckTable}). For honest draws its expectation
 * stays 1, and by Ville's inequality it ever reaches {@code x} with probability 1/x at most,
 * however long and however often one looks (Ramdas, Grünwald, Vovk, Shafer: Game-theoretic
 * statistics and safe anytime-valid inference, 2023).
 *
 * <p>A player opens many boxes, and evidence begins anew after {@link LuckState#RESTART_DRAWS}
 * draws. The player's {@code k}-th evidence has to reach {@code luck-evidence-min} times {@code k
 * (k + 1)}; the reciprocals of {@code k (k + 1)} add up to 1. So of all honest players at most one
 * in {@code luck-evidence-min} ever gives a signal, over all boxes and for life.
 *
 * <p>A draw that a guarantee decides says nothing and is left out. While it is not known which draw
 * that is (entries are missing, or the player was met late), all draws of such a box are left out
 * until the next guaranteed item sets the count to nothing. What is left out is decided before the
 * draw, so the bound holds.
 *
 * <p>A signal is given when the threshold is reached and again with each million times more.
 */
final class Luck implements Rule {
  private static final int VERSION = 1;
  private static final double LOG_STEP = StrictMath.log(1_000_000.0);

  private final LuckTables tables;
  private final double evidenceMin;

  Luck(FraudSettings settings, LuckTables tables) {
    this.tables = tables;
    this.evidenceMin = (double) settings.luckEvidenceMin();
  }

  @Override
  public List<Signal> follow(PlayerState player, TransactionEvent event, boolean isNext) {
    LuckState state = player.luck();
    if (!isNext) {
      state.lostCount();
    }
    String boxId = event.boxId();
    if (boxId == null || !event.kind().equals("BOX_OPENING")) {
      return List.of();
    }
    LuckTable table = tables.of(event);
    if (table == null) {
      state.lostCount();
      return List.of();
    }
    BoxLuck luck = state.opened(boxId);
    for (EventItem item : event.items()) {
      draw(luck, table, item, event);
    }
    double needed = evidenceMin * luck.start() * (luck.start() + 1.0);
    double beyond = luck.logEvidence() - StrictMath.log(needed);
    int steps = beyond < 0 ? 0 : 1 + (int) (beyond / LOG_STEP);
    if (steps <= luck.steps()) {
      return List.of();
    }
    luck.setSteps(steps);
    return List.of(signal(event, boxId, luck, steps, needed));
  }

  private static void draw(BoxLuck luck, LuckTable table, EventItem item, TransactionEvent event) {
    Guarantee guarantee = table.guarantee();
    boolean leftToChance =
        guarantee == null || (luck.isMissesKnown() && luck.misses() < guarantee.within() - 1);
    double[] logRatios = table.logRatios(item.valueMinor());
    if (leftToChance && logRatios != null) {
      luck.count(table, item.valueMinor(), logRatios, event.transactionId());
    }
    if (guarantee != null) {
      luck.countMiss(table.isGuaranteed(item.rarity()));
    }
  }

  private static Signal signal(
      TransactionEvent event, String boxId, BoxLuck luck, int steps, double needed) {
    return Signal.of(
        FraudRule.LUCK,
        VERSION,
        steps > 1 ? Severity.CRITICAL : Severity.WARNING,
        event,
        "box " + boxId + ", evidence " + luck.start() + ", step " + steps,
        Map.of(
            "draws", luck.draws(),
            "drawnMinor", luck.valueMinor(),
            "expectedMinor", luck.expectedMinor(),
            "evidence", (long) StrictMath.exp(luck.logEvidence()),
            "evidenceMin", (long) needed),
        luck.best(),
        List.of());
  }
}
