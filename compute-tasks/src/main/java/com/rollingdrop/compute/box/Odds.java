package com.rollingdrop.compute.box;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is published about a box's odds. */
public final class Odds {
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private Odds() {}

  /** {@link #hash(List, Guarantee)} of a box that guarantees nothing. */
  public static String hash(List<BoxItem> items) {
    return hash(items, null);
  }

  /**
   * SHA-256 (hex) of the lines {@code definitionId:tickets\n} in published order; the line of an
   * item that the box guarantees within N draws is {@code definitionId:tickets:N\n}.
   */
  public static String hash(List<BoxItem> items, @Nullable Guarantee guarantee) {
    StringBuilder lines = new StringBuilder();
    for (BoxItem item : items) {
      lines.append(item.definitionId()).append(':').append(item.tickets());
      if (guarantee != null && guarantee.covers(item)) {
        lines.append(':').append(guarantee.within());
      }
      lines.append('\n');
    }
    return Digests.hex(Digests.sha256(lines.toString()));
  }

  /**
   * The chance in percent, exact: a decimal like {@code 11.4176}, or a reduced fraction like {@code
   * 100/3} where no decimal ends.
   */
  public static String percent(long tickets, long totalTickets) {
    BigInteger numerator = BigInteger.valueOf(tickets).multiply(HUNDRED);
    BigInteger denominator = BigInteger.valueOf(totalTickets);
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
    if (!without(without(denominator, TWO), FIVE).equals(BigInteger.ONE)) {
      return numerator + "/" + denominator;
    }
    return new BigDecimal(numerator).divide(new BigDecimal(denominator)).toPlainString();
  }

  private static BigInteger without(BigInteger number, BigInteger factor) {
    BigInteger rest = number;
    while (rest.mod(factor).signum() == 0) {
      rest = rest.divide(factor);
    }
    return rest;
  }
}
