package com.rollingdrop.compute.box;

import org.jspecify.annotations.Nullable;

/**
 * What one opening gives on average. Both figures are reckoned exactly and rounded down once, at
 * the end: nobody is promised more than there is.
 *
 * @param expectedValueMinor value of the item drawn, minor units
 * @param returnToPlayerBasisPoints that value, not yet rounded, of the price, hundredths of a
 *     percent; null for a free box
 */
public record AverageReturn(long expectedValueMinor, @Nullable Long returnToPlayerBasisPoints) {
  static AverageReturn of(ExpectedValue value, long priceMinor) {
    return new AverageReturn(
        value.minor(), priceMinor == 0 ? null : value.basisPointsOf(priceMinor));
  }
}
