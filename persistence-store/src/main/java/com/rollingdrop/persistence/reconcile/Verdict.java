package com.rollingdrop.persistence.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a row says. Pure.
 *
 * @param fault null when nothing is wrong
 * @param sure whether it stays so: false for what may only be on its way
 */
record Verdict(@Nullable Fault fault, boolean sure) {
  private static final Verdict CLEAR = new Verdict(null, true);

  /**
   * Judges. What is read of the grid is read last: its changes reach the other place after they are
   * committed, so that the other place cannot rightly be ahead.
   *
   * @param first what the grid had when the row was first looked at; null when it had none
   * @param copies what the other place has
   * @param now what the grid has now, read after the copies
   */
  static <K> Verdict of(@Nullable Seen<K> first, List<Seen<K>> copies, @Nullable Seen<K> now) {
    if (copies.isEmpty()) {
      return first == null && now == null ? CLEAR : maybe(Fault.MISSING);
    }
    if (copies.size() > 1) {
      return maybe(Fault.DUPLICATE);
    }
    Seen<K> copy = copies.get(0);
    if (!copy.readable()) {
      return maybe(Fault.UNREADABLE);
    }
    if (now != null && copy.version() > now.version()) {
      return new Verdict(Fault.AHEAD, true);
    }
    if (now != null && copy.version() == now.version()) {
      return sameVersion(copy, now);
    }
    if (first == null) {
      return now != null ? maybe(Fault.OLDER) : left(copy);
    }
    // The grid has gone on; it is enough that the copy is where the grid was.
    if (copy.version() > first.version()) {
      return CLEAR;
    }
    if (copy.version() < first.version()) {
      return maybe(Fault.OLDER);
    }
    Verdict same = sameVersion(copy, first);
    return same.isClear() && now == null ? left(copy) : same;
  }

  boolean isClear() {
    return fault == null;
  }

  private static <K> Verdict sameVersion(Seen<K> copy, Seen<K> other) {
    return copy.hash() == other.hash() ? CLEAR : new Verdict(Fault.DIFFERENT, true);
  }

  /** The grid has it no more. */
  private static <K> Verdict left(Seen<K> copy) {
    return copy.held() ? maybe(Fault.EXTRA) : CLEAR;
  }

  private static Verdict maybe(Fault fault) {
    return new Verdict(fault, false);
  }
}
