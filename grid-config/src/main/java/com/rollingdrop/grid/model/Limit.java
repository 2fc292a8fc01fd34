package com.rollingdrop.grid.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit that a player has set, and the higher one that is to follow it. Immutable.
 *
 * <p>{@link #at} folds a higher one in whose time has come; whoever reads a limit does that first.
 */
public final class Limit {
  /** Instead of a time: nothing is to follow. */
  private static final long NEVER = 0;

  /** Instead of an amount: what follows is no limit. */
  private static final long NONE = -1;

  // Held by name and not as enums, so that SQL on the grid shows words.
  private final String kind;
  private final String window;
  private final long amountMinor;
  private final long nextMinor;
  private final long nextFromMs;

  private Limit(String kind, String window, long amountMinor, long nextMinor, long nextFromMs) {
    this.kind = Objects.requireNonNull(kind);
    this.window = Objects.requireNonNull(window);
    this.amountMinor = amountMinor;
    this.nextMinor = nextMinor;
    this.nextFromMs = nextFromMs;
  }

  /** A limit with none to follow. */
  public static Limit of(LimitKind kind, LimitWindow window, long amountMinor) {
    return new Limit(kind.name(), window.name(), amountMinor, 0, NEVER);
  }

  /**
   * This limit, followed by another.
   *
   * @param newNextMinor minor units, null for no limit
   * @param newNextFromMs the first millisecond that it holds
   */
  public Limit followedBy(@Nullable Long newNextMinor, long newNextFromMs) {
    return new Limit(
        kind, window, amountMinor, newNextMinor == null ? NONE : newNextMinor, newNextFromMs);
  }

  /** The limit that holds at a time, null when it is gone by then. */
  public @Nullable Limit at(long nowMs) {
    if (!hasNext() || nowMs < nextFromMs) {
      return this;
    }
    return nextMinor == NONE ? null : new Limit(kind, window, nextMinor, 0, NEVER);
  }

  public LimitKind kind() {
    return LimitKind.valueOf(kind);
  }

  public LimitWindow window() {
    return LimitWindow.valueOf(window);
  }

  /** Whether it is the one limit of this kind and window. */
  public boolean is(LimitKind otherKind, LimitWindow otherWindow) {
    return kind.equals(otherKind.name()) && window.equals(otherWindow.name());
  }

  /** Minor units, 0 and up. */
  public long amountMinor() {
    return amountMinor;
  }

  /** Whether another one, or none, is to follow. */
  public boolean hasNext() {
    return nextFromMs != NEVER;
  }

  /** What follows, minor units, null for no limit; only where {@link #hasNext}. */
  public @Nullable Long nextMinor() {
    return nextMinor == NONE ? null : nextMinor;
  }

  /** From when it follows, epoch milliseconds; only where {@link #hasNext}. */
  public long nextFromMs() {
    return nextFromMs;
  }
}
