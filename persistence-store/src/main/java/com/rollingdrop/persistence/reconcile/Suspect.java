package com.rollingdrop.persistence.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row that may not be the same, and what is known of it. For one thread.
 *
 * @param <K> of the cache
 */
final class Suspect<K> {
  private final Set<K> keys = new LinkedHashSet<>();
  private List<Seen<K>> copies = new ArrayList<>();
  private @Nullable Seen<K> first;
  private @Nullable Seen<K> now;
  private @Nullable String refused;
  private Verdict verdict = new Verdict(Fault.MISSING, false);

  /** The grid was seen to have it. */
  void inGrid(Seen<K> seen) {
    keys.add(seen.key());
    if (first == null || seen.version() > first.version()) {
      first = seen;
    }
  }

  /** The other place was seen to have it. */
  void inOther(Seen<K> seen) {
    keys.add(seen.key());
    copies.add(seen);
  }

  /** Whether both were seen to have the same, and once. */
  boolean isSettled() {
    return first != null && copies.size() == 1 && first.isSame(copies.get(0));
  }

  /** Begins another look. */
  void forgetCopies() {
    copies = new ArrayList<>();
  }

  Verdict judge(@Nullable Seen<K> inGridNow) {
    now = inGridNow;
    verdict = Verdict.of(first, copies, now);
    if (first == null) {
      first = now;
    }
    return verdict;
  }

  /** All keys under which it was seen; an item has another with each owner. */
  Set<K> keys() {
    return keys;
  }

  /** The key under which it is told. */
  K key() {
    Seen<K> best = now != null ? now : first;
    return best != null ? best.key() : keys.iterator().next();
  }

  /** What was found; ask only when the verdict was not clear. */
  Fault fault() {
    Fault fault = Objects.requireNonNull(verdict.fault());
    boolean behind = fault == Fault.MISSING || fault == Fault.OLDER;
    return behind && refused != null ? Fault.REJECTED : fault;
  }

  /** Postgres has refused the row. */
  void refused(String reason) {
    refused = reason;
  }

  Finding finding(Place place, String table, Fault named) {
    String why = named == Fault.REJECTED ? "; refused: " + refused : "";
    return new Finding(place, table, named, String.valueOf(key()), describe(place) + why);
  }

  private String describe(Place place) {
    Seen<K> grid = now != null ? now : first;
    StringBuilder text = new StringBuilder("the grid has ");
    text.append(
        grid == null ? "nothing" : now == null ? "had " + grid.describe() : grid.describe());
    text.append(", ").append(place).append(" has ");
    if (copies.isEmpty()) {
      text.append("nothing");
    } else if (copies.size() > 1) {
      text.append(copies.size()).append(" of it");
    } else {
      text.append(copies.get(0).describe());
    }
    return text.toString();
  }
}
