package com.rollingdrop.persistence.analytics;

import com.rollingdrop.grid.model.TransactionKind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Transactions added up by kind. Immutable.
 *
 * @param byKind totals by the kind's name, in its order; kinds without a transaction are left out
 */
public record Activity(SortedMap<String, Totals> byKind) {
  /** Nothing happened. */
  public static final Activity NONE = new Activity(new TreeMap<>());

  public Activity {
    byKind = Collections.unmodifiableSortedMap(new TreeMap<>(byKind));
  }

  static Activity of(Map<String, Totals> byKind) {
    return new Activity(new TreeMap<>(byKind));
  }

  /** The box openings among them. */
  public Openings openings() {
    return Openings.of(of(TransactionKind.BOX_OPENING));
  }

  /** Money that players paid in, minor units. */
  public long depositedMinor() {
    return of(TransactionKind.DEPOSIT).amountMinor();
  }

  /** Money that was paid out to players, minor units; what is held for it does not count yet. */
  public long withdrawnMinor() {
    return of(TransactionKind.WITHDRAWAL_SETTLEMENT).amountMinor();
  }

  /** What the house paid for items that it bought back, minor units. */
  public long redeemedMinor() {
    return of(TransactionKind.REDEMPTION).amountMinor();
  }

  /** What buyers paid on the market less what sellers got, minor units. */
  public long marketFeesMinor() {
    return Math.subtractExact(
        of(TransactionKind.PURCHASE).amountMinor(), of(TransactionKind.SALE).amountMinor());
  }

  /** The totals of one kind. */
  public Totals of(TransactionKind kind) {
    return byKind.getOrDefault(kind.name(), Totals.NONE);
  }
}
