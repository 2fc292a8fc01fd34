package com.rollingdrop.persistence.analytics;

/**
 * What transactions of one kind add up to.
 *
 * @param transactions how many
 * @param amountMinor what was charged, paid in or paid out, minor units
 * @param promoMinor the part of it that was promotional money, minor units
 * @param valueMinor value of the items that the transactions name, minor units
 * @param items how many items they name; of openings, one per draw
 */
public record Totals(
    long transactions, long amountMinor, long promoMinor, long valueMinor, long items) {
  /** Of no transactions. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  Totals plus(Totals other) {
    return new Totals(
        Math.addExact(transactions, other.transactions),
        Math.addExact(amountMinor, other.amountMinor),
        Math.addExact(promoMinor, other.promoMinor),
        Math.addExact(valueMinor, other.valueMinor),
        Math.addExact(items, other.items));
  }
}
