package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.math.BigInteger;
import java.util.List;

/**
 * The value of one draw on average, minor units, as an exact fraction; not reduced.
 *
 * @param denominator above 0
 */
record ExpectedValue(BigInteger numerator, BigInteger denominator) {
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  /** Of a draw among these items. */
  static ExpectedValue ofDraw(List<BoxItem> items) {
    return new ExpectedValue(weighted(items), tickets(items));
  }

  /**
   * Of all draws of a player who never stops, the guaranteed ones among them.
   *
   * <p>Whenever a guaranteed item was drawn all begins anew. So the average is what one such
   * stretch gives, divided by its length, both expected. Be {@code T} all tickets, {@code m} those
   * of items that are not guaranteed, {@code S} the sum of tickets times value over all items,
   * {@code G} over the guaranteed ones. A stretch has a draw {@code k + 1} with the chance {@code
   * (m/T)^k} while {@code k < N}, and the N-th is made among the guaranteed items only. Both sums
   * are geometric, and their quotient is {@code ((T^(N-1) - m^(N-1)) S + m^(N-1) G) / (T^N - m^N)}.
   */
  static ExpectedValue inTheLongRun(List<BoxItem> items, Guarantee guarantee) {
    List<BoxItem> guaranteed = items.stream().filter(guarantee::covers).toList();
    BigInteger all = tickets(items);
    BigInteger missing = all.subtract(tickets(guaranteed));
    // The powers are of the shares alone, so what is common goes first.
    BigInteger common = all.gcd(missing);
    BigInteger share = all.divide(common);
    BigInteger missShare = missing.divide(common);
    BigInteger sharePower = share.pow(guarantee.within() - 1);
    BigInteger missPower = missShare.pow(guarantee.within() - 1);
    return new ExpectedValue(
        sharePower
            .subtract(missPower)
            .multiply(weighted(items))
            .add(missPower.multiply(weighted(guaranteed))),
        sharePower.multiply(share).subtract(missPower.multiply(missShare)).multiply(common));
  }

  /** Rounded down to whole minor units. */
  long minor() {
    return numerator.divide(denominator).longValueExact();
  }

  /**
   * What of a price that is, hundredths of a percent, rounded down.
   *
   * @param priceMinor above 0
   */
  long basisPointsOf(long priceMinor) {
    return numerator
        .multiply(WHOLE)
        .divide(denominator.multiply(BigInteger.valueOf(priceMinor)))
        .longValueExact();
  }

  private static BigInteger tickets(List<BoxItem> items) {
    return BigInteger.valueOf(items.stream().mapToLong(BoxItem::tickets).sum());
  }

  private static BigInteger weighted(List<BoxItem> items) {
    return items.stream()
        .map(i -> BigInteger.valueOf(i.tickets()).multiply(BigInteger.valueOf(i.valueMinor())))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
