package com.rollingdrop.compute.command;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The rules that the operator sets.
 *
 * @param marketFeeBasisPoints what the house keeps of a sale between players, hundredths of a
 *     percent of the price, 0 … {@link #MARKET_FEE_MAX_BASIS_POINTS}
 * @param limitRaiseDelayMs how long a player waits for a higher limit
 * @param limitsZone in which the days, weeks and months of limits begin
 */
public record Rules(int marketFeeBasisPoints, long limitRaiseDelayMs, ZoneId limitsZone) {
  /** Half the price. */
  public static final int MARKET_FEE_MAX_BASIS_POINTS = 5_000;

  private static final int WHOLE_BASIS_POINTS = 10_000;
  private static final long DAY_MS = 86_400_000;

  /** All else as it is by default. */
  public Rules(int marketFeeBasisPoints) {
    this(marketFeeBasisPoints, DAY_MS, ZoneOffset.UTC);
  }

  public Rules {
    if (marketFeeBasisPoints < 0 || marketFeeBasisPoints > MARKET_FEE_MAX_BASIS_POINTS) {
      throw new IllegalArgumentException(
          "marketFeeBasisPoints out of range: " + marketFeeBasisPoints);
    }
    if (limitRaiseDelayMs <= 0) {
      throw new IllegalArgumentException("limitRaiseDelayMs out of range: " + limitRaiseDelayMs);
    }
  }

  /**
   * The fee for a sale, minor units, rounded half up; never more than the price, for it is at most
   * half of it before it is rounded.
   *
   * @param priceMinor 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
   */
  long marketFeeMinor(long priceMinor) {
    return (priceMinor * marketFeeBasisPoints + WHOLE_BASIS_POINTS / 2) / WHOLE_BASIS_POINTS;
  }
}
