package com.rollingdrop.compute.client;

import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.WindowTotals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A player's limits and pauses as they are at one moment. Times are epoch milliseconds.
 *
 * @param pausedUntilMs end of the cool-off, 0 when there is none
 * @param excludedUntilMs end of the self-exclusion, 0 when there is none, {@link
 *     Safeguards#FOR_EVER} when it has no end
 * @param limits by kind and window
 */
public record PlayerLimits(long pausedUntilMs, long excludedUntilMs, List<Use> limits) {

  /**
   * A limit and what is used of it.
   *
   * @param usedMinor of the current window; it can be more than the limit, when that was lowered
   * @param leftMinor never negative
   * @param windowEndsMs when nothing of it is used again
   * @param countedFromMs what was used is known from then on; before the window but for players
   *     with very many transactions in it
   * @param next what follows, null when nothing does
   */
  public record Use(
      LimitKind kind,
      LimitWindow window,
      long limitMinor,
      long usedMinor,
      long leftMinor,
      long windowEndsMs,
      long countedFromMs,
      @Nullable Next next) {}

  /**
   * What follows a limit.
   *
   * @param limitMinor null for no limit
   */
  public record Next(@Nullable Long limitMinor, long fromMs) {}

  static PlayerLimits of(Safeguards safeguards, long nowMs) {
    Safeguards now = safeguards.at(nowMs);
    PlayTotals totals = now.totals();
    List<Use> uses = new ArrayList<>();
    if (totals != null) {
      now.limits().forEach(limit -> uses.add(use(limit, totals)));
    }
    return new PlayerLimits(
        now.untilMs(PauseKind.COOL_OFF), now.untilMs(PauseKind.SELF_EXCLUSION), uses);
  }

  private static Use use(Limit limit, PlayTotals totals) {
    WindowTotals window = totals.of(limit.window());
    long usedMinor = window.usedMinor(limit.kind());
    return new Use(
        limit.kind(),
        limit.window(),
        limit.amountMinor(),
        usedMinor,
        Math.max(0, limit.amountMinor() - usedMinor),
        window.endMs(),
        totals.countedFromMs(),
        limit.hasNext() ? new Next(limit.nextMinor(), limit.nextFromMs()) : null);
  }
}
