package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.PromoOrder;
import com.rollingdrop.grid.settings.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * The rules that the operator sets.
 *
 * @param marketFeeBasisPoints what the house keeps of a sale between players, hundredths of a
 *     percent of the price, 0 … {@link #MARKET_FEE_MAX_BASIS_POINTS}
 * @param promoOrder whether an opening is paid with promotional money before cash, or after it
 * @param limitRaiseDelayMs how long a player waits for a higher limit
 * @param limitsZone in which the days, weeks and months of limits begin
 */
public record Rules(
    int marketFeeBasisPoints, PromoOrder promoOrder, long limitRaiseDelayMs, ZoneId limitsZone) {
  /** Half the price. */
  public static final int MARKET_FEE_MAX_BASIS_POINTS = 5_000;

  private static final int WHOLE_BASIS_POINTS = 10_000;

  public Rules {
    if (marketFeeBasisPoints < 0 || marketFeeBasisPoints > MARKET_FEE_MAX_BASIS_POINTS) {
      throw new IllegalArgumentException(
          "marketFeeBasisPoints out of range: " + marketFeeBasisPoints);
    }
    Objects.requireNonNull(promoOrder);
    Objects.requireNonNull(limitsZone);
    if (limitRaiseDelayMs <= 0) {
      throw new IllegalArgumentException("limitRaiseDelayMs out of range: " + limitRaiseDelayMs);
    }
  }

  /** As the settings have them. */
  public static Rules of(Settings.Rules settings) {
    return new Rules(
        settings.marketFeeBasisPoints(),
        settings.promotionalBalanceSpent(),
        Duration.ofHours(settings.limitRaiseDelayHours()).toMillis(),
        settings.limitsZone());
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

  /**
   * How much of a cost is paid with promotional money, minor units; the rest is paid in cash.
   *
   * @param costMinor not more than the cash and the promotional money together
   */
  long promoPartMinor(long costMinor, long availableMinor, long promoMinor) {
    return switch (promoOrder) {
      case FIRST -> Math.min(costMinor, promoMinor);
      case LAST -> Math.max(0, costMinor - availableMinor);
    };
  }
}
