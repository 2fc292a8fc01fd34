package com.rollingdrop.persistence.reconcile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares one view of the grid with another place while both change: first bucket by bucket, then,
 * where buckets differ, row by row, and then what differs again and again until it is the same or
 * patience ends. Holds a bounded number of rows at a time. For one thread.
 */
final class Comparison<K, V> {
  /** Rows of both places that are listed at once, some 200 bytes each. */
  static final int LISTED_MAX = 200_000;

  /** Each costs a scan of both places; what is beyond is counted in buckets only. */
  private static final int GROUPS_MAX = 20;

  /** Is told of rows that are not the same. */
  @FunctionalInterface
  interface Watcher<K> {
    void found(List<Suspect<K>> suspects) throws Exception;
  }

  private final View<K, V> view;
  private final GridSide grid;
  private final OtherSide<K> other;
  private final Patience patience;
  private final Watcher<K> watcher;
  private long suspects;
  private int notListed;

  Comparison(
      View<K, V> view, GridSide grid, OtherSide<K> other, Patience patience, Watcher<K> watcher) {
    this.view = view;
    this.grid = grid;
    this.other = other;
    this.patience = patience;
    this.watcher = watcher;
  }

  /**
   * Compares.
   *
   * @throws Exception when the other place can't be read
   */
  void run(Buckets inGrid, Buckets inOther) throws Exception {
    for (BitSet group : groups(inGrid, inOther)) {
      Map<String, Suspect<K>> listed = list(group);
      suspects += listed.size();
      List<Suspect<K>> found = settle(listed);
      if (!found.isEmpty()) {
        watcher.found(found);
      }
    }
  }

  /** Tells of buckets that differ and were not looked at, for there are too many. */
  void notListed(Place place, String table, Tally tally) {
    if (notListed > 0) {
      tally.add(
          new Finding(
              place,
              table,
              Fault.NOT_LISTED,
              "?",
              "%d buckets of %d more differ than can be listed at once"
                  .formatted(notListed, Buckets.COUNT)));
    }
  }

  /**
   * The figures.
   *
   * @param repeated see {@link OtherSide#repeated}
   */
  Compared compared(
      Place place, String table, Buckets inGrid, Buckets inOther, long findings, long repeated) {
    return new Compared(
        place,
        table,
        inGrid.rows(),
        inOther.rows(),
        view.hasMoney() ? inGrid.sumMinor() : null,
        view.hasMoney() ? inOther.sumMinor() : null,
        inGrid.differing(inOther).cardinality(),
        suspects,
        findings,
        repeated);
  }

  /** The buckets that differ, so many at a time as can be listed. */
  private List<BitSet> groups(Buckets inGrid, Buckets inOther) {
    BitSet differing = inGrid.differing(inOther);
    List<BitSet> groups = new ArrayList<>();
    BitSet group = new BitSet();
    long rows = 0;
    for (int i = differing.nextSetBit(0); i >= 0; i = differing.nextSetBit(i + 1)) {
      long more = inGrid.rows(i) + inOther.rows(i);
      if (rows > 0 && rows + more > LISTED_MAX) {
        groups.add(group);
        group = new BitSet();
        rows = 0;
      }
      group.set(i);
      rows += more;
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    while (groups.size() > GROUPS_MAX) {
      notListed += groups.remove(groups.size() - 1).cardinality();
    }
    return groups;
  }

  private Map<String, Suspect<K>> list(BitSet group) throws Exception {
    Map<String, Suspect<K>> listed = new HashMap<>();
    grid.list(view, group, seen -> suspect(listed, seen.key()).inGrid(seen));
    other.list(group, seen -> suspect(listed, seen.key()).inOther(seen));
    listed.values().removeIf(Suspect::isSettled);
    return listed;
  }

  private Suspect<K> suspect(Map<String, Suspect<K>> listed, K key) {
    return listed.computeIfAbsent(view.identity(key), identity -> new Suspect<>());
  }

  /** Looks until all are clear or sure; leaves those that are not clear. */
  private List<Suspect<K>> settle(Map<String, Suspect<K>> listed) throws Exception {
    List<Suspect<K>> found = new ArrayList<>();
    Map<String, Suspect<K>> open = listed;
    for (int look = 1; !open.isEmpty(); look++) {
      boolean last = look >= patience.looks();
      look(open);
      Iterator<Suspect<K>> each = open.values().iterator();
      Map<K, Seen<K>> now = now(open);
      while (each.hasNext()) {
        Suspect<K> suspect = each.next();
        Verdict verdict = suspect.judge(newest(suspect, now));
        if (verdict.isClear() || verdict.sure() || last) {
          each.remove();
          if (!verdict.isClear()) {
            found.add(suspect);
          }
        }
      }
      if (!open.isEmpty()) {
        patience.pause();
      }
    }
    return found;
  }

  private void look(Map<String, Suspect<K>> open) throws Exception {
    Map<String, K> wanted = new HashMap<>();
    open.forEach(
        (identity, suspect) -> {
          suspect.forgetCopies();
          wanted.put(identity, suspect.key());
        });
    other.look(
        wanted, (identity, seen) -> Objects.requireNonNull(open.get(identity)).inOther(seen));
  }

  // Only after the other place was read, see Verdict.
  private Map<K, Seen<K>> now(Map<String, Suspect<K>> open) {
    List<K> keys = new ArrayList<>();
    open.values().forEach(suspect -> keys.addAll(suspect.keys()));
    return grid.now(view, keys);
  }

  private @Nullable Seen<K> newest(Suspect<K> suspect, Map<K, Seen<K>> now) {
    Seen<K> newest = null;
    for (K key : suspect.keys()) {
      Seen<K> seen = now.get(key);
      if (seen != null && (newest == null || seen.version() > newest.version())) {
        newest = seen;
      }
    }
    return newest;
  }
}
