package com.rollingdrop.grid.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What bounds a player's play and money: the limits and pauses that the player has set, what is
 * used of them, and the operator's stop on withdrawals. Part of the wallet, so that it is locked,
 * read and written with it; a player whom nothing bounds has none. Immutable.
 */
public final class Safeguards {
  /** The end of a pause that has none. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  private static final Safeguards NOTHING = new Safeguards(List.of(), null, 0, 0);

  private final Limit[] limits;
  private final @Nullable PlayTotals totals;
  private final long pausedUntilMs;
  private final long excludedUntilMs;
  private final @Nullable UUID freezeId;

  /**
   * Without a freeze.
   *
   * @param limits one of each kind and window at most
   * @param totals there as long as there are limits
   * @param pausedUntilMs 0 for no cool-off
   * @param excludedUntilMs 0 for no self-exclusion
   */
  public Safeguards(
      List<Limit> limits, @Nullable PlayTotals totals, long pausedUntilMs, long excludedUntilMs) {
    this(limits, totals, pausedUntilMs, excludedUntilMs, null);
  }

  private Safeguards(
      List<Limit> limits,
      @Nullable PlayTotals totals,
      long pausedUntilMs,
      long excludedUntilMs,
      @Nullable UUID freezeId) {
    this.limits = limits.toArray(Limit[]::new);
    this.totals = totals;
    this.pausedUntilMs = pausedUntilMs;
    this.excludedUntilMs = excludedUntilMs;
    this.freezeId = freezeId;
  }

  /** What a wallet has, or nothing. */
  public static Safeguards of(Wallet wallet) {
    Safeguards safeguards = wallet.safeguards();
    return safeguards == null ? NOTHING : safeguards;
  }

  /** As they are at a time: higher limits that hold by then hold, what is over is gone. */
  public Safeguards at(long nowMs) {
    List<Limit> holding = new ArrayList<>(limits.length);
    for (Limit limit : limits) {
      Limit now = limit.at(nowMs);
      if (now != null) {
        holding.add(now);
      }
    }
    return new Safeguards(
        holding,
        totals == null || holding.isEmpty() ? null : totals.at(nowMs),
        pausedUntilMs > nowMs ? pausedUntilMs : 0,
        excludedUntilMs > nowMs ? excludedUntilMs : 0,
        freezeId);
  }

  /** These, or null where they are nothing: what a wallet keeps. */
  public @Nullable Safeguards orNull() {
    boolean none =
        limits.length == 0 && pausedUntilMs == 0 && excludedUntilMs == 0 && freezeId == null;
    return none ? null : this;
  }

  /** These with one limit in the place of its like. */
  public Safeguards with(Limit limit, PlayTotals newTotals) {
    List<Limit> others = others(limit.kind(), limit.window());
    others.add(limit);
    others.sort(Comparator.comparing(Limit::kind).thenComparing(Limit::window));
    return new Safeguards(others, newTotals, pausedUntilMs, excludedUntilMs, freezeId);
  }

  private List<Limit> others(LimitKind kind, LimitWindow window) {
    List<Limit> others = new ArrayList<>(limits.length + 1);
    for (Limit limit : limits) {
      if (!limit.is(kind, window)) {
        others.add(limit);
      }
    }
    return others;
  }

  public Safeguards withTotals(@Nullable PlayTotals newTotals) {
    return new Safeguards(limits(), newTotals, pausedUntilMs, excludedUntilMs, freezeId);
  }

  /** These with another end of the one kind of pause. */
  public Safeguards withPause(PauseKind kind, long untilMs) {
    return switch (kind) {
      case COOL_OFF -> new Safeguards(limits(), totals, untilMs, excludedUntilMs, freezeId);
      case SELF_EXCLUSION -> new Safeguards(limits(), totals, pausedUntilMs, untilMs, freezeId);
    };
  }

  /** These with another freeze, or with none. */
  public Safeguards withFreeze(@Nullable UUID newFreezeId) {
    return new Safeguards(limits(), totals, pausedUntilMs, excludedUntilMs, newFreezeId);
  }

  /** The transaction that froze the player's withdrawals, null while they are not frozen. */
  public @Nullable UUID freezeId() {
    return freezeId;
  }

  /** The limit of this kind and window, null when there is none. */
  public @Nullable Limit limit(LimitKind kind, LimitWindow window) {
    for (Limit limit : limits) {
      if (limit.is(kind, window)) {
        return limit;
      }
    }
    return null;
  }

  /** By kind and window. */
  public List<Limit> limits() {
    return List.of(limits);
  }

  /** Null when there is no limit. */
  public @Nullable PlayTotals totals() {
    return totals;
  }

  /** End of one kind of pause, epoch milliseconds, 0 for none; it may be over. */
  public long untilMs(PauseKind kind) {
    return switch (kind) {
      case COOL_OFF -> pausedUntilMs;
      case SELF_EXCLUSION -> excludedUntilMs;
    };
  }
}
