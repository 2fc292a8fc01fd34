package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.persistence.clickhouse.Rollup;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares ClickHouse's rollups with its events, month by month, while the sink goes on inserting.
 * For one thread.
 */
final class Rollups {
  /** Gives the months of a statement of {@link Rollup}. */
  @FunctionalInterface
  interface Source {
    List<RollupMonth> months(String sql) throws Exception;
  }

  private final Source source;
  private final Patience patience;
  private final Consumer<Compared> progress;

  Rollups(Source source, Patience patience, Consumer<Compared> progress) {
    this.source = source;
    this.patience = patience;
    this.progress = progress;
  }

  /** Compares all of them. */
  Tally compare() throws Exception {
    Tally tally = new Tally();
    for (Rollup rollup : Rollup.values()) {
      compare(rollup, tally);
    }
    return tally;
  }

  private void compare(Rollup rollup, Tally tally) throws Exception {
    List<RollupMonth> events = source.months(rollup.proofOfEvents());
    List<RollupMonth> rolled = source.months(rollup.proofOfRollup());
    Set<String> wrong = differing(events, rolled);
    for (int look = 1; !wrong.isEmpty() && look < patience.looks(); look++) {
      // A month that the rollup has right at one of two moments was merely written to in between.
      patience.pause();
      List<RollupMonth> later = source.months(rollup.proofOfEvents());
      wrong.retainAll(differing(later, rolled));
      rolled = source.months(rollup.proofOfRollup());
      wrong.retainAll(differing(later, rolled));
      events = later;
    }
    for (String month : wrong) {
      tally.add(
          new Finding(
              Place.CLICKHOUSE,
              rollup.id(),
              Fault.DIFFERENT_ROLLUP,
              month,
              "the events of this month add up to something else"));
    }
    Compared compared =
        new Compared(
            Place.CLICKHOUSE,
            rollup.id(),
            rows(events),
            rows(rolled),
            minor(events),
            minor(rolled),
            0,
            0,
            wrong.size(),
            0);
    tally.add(compared);
    progress.accept(compared);
  }

  private static Set<String> differing(List<RollupMonth> events, List<RollupMonth> rolled) {
    List<RollupMonth> other = new ArrayList<>(events);
    other.removeAll(new HashSet<>(rolled));
    Set<String> months = new TreeSet<>();
    other.forEach(month -> months.add(month.month()));
    other = new ArrayList<>(rolled);
    other.removeAll(new HashSet<>(events));
    other.forEach(month -> months.add(month.month()));
    return months;
  }

  private static long rows(List<RollupMonth> months) {
    return months.stream().mapToLong(RollupMonth::transactions).sum();
  }

  private static BigInteger minor(List<RollupMonth> months) {
    return months.stream().map(RollupMonth::minor).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
