package com.rollingdrop.persistence.analytics;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * What box openings add up to. An opening that was reversed later counts as it was opened: the
 * reversal is a transaction of its own kind.
 *
 * @param openings how many times somebody paid; one opening may draw several times
 * @param draws how many items were drawn
 * @param paidMinor what was charged, minor units
 * @param promoMinor the part of it that was promotional money, minor units
 * @param wonMinor value of the items drawn, minor units
 */
public record Openings(long openings, long draws, long paidMinor, long promoMinor, long wonMinor) {
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  static Openings of(Totals totals) {
    return new Openings(
        totals.transactions(),
        totals.items(),
        totals.amountMinor(),
        totals.promoMinor(),
        totals.valueMinor());
  }

  /** What the house keeps when every item is worth its value: paid less won, minor units. */
  public long grossMinor() {
    return Math.subtractExact(paidMinor, wonMinor);
  }

  /** Won of what was paid, hundredths of a percent, rounded down; empty when nothing was paid. */
  public OptionalLong returnToPlayerBasisPoints() {
    if (paidMinor == 0) {
      return OptionalLong.empty();
    }
    BigInteger won = BigInteger.valueOf(wonMinor).multiply(WHOLE);
    return OptionalLong.of(won.divide(BigInteger.valueOf(paidMinor)).longValueExact());
  }
}
