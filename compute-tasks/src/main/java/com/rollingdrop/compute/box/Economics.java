package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import org.jspecify.annotations.Nullable;

/**
 * What is published about a box's return, reckoned from its integer tickets. One opening is one
 * draw at the box's price. A limited stock changes nothing: as long as there are draws, each is
 * made among all tickets.
 *
 * @param longRun the average over all openings of a player who never stops, what the guarantee
 *     gives included
 * @param withoutGuarantee the average of an opening that is not the last one within which the box
 *     keeps its promise, as a player's first is; null when the box promises nothing
 */
public record Economics(AverageReturn longRun, @Nullable AverageReturn withoutGuarantee) {
  /** The economics of a version. */
  public static Economics of(BoxVersion box) {
    AverageReturn plain = AverageReturn.of(ExpectedValue.ofDraw(box.items()), box.priceMinor());
    Guarantee guarantee = box.guarantee();
    return guarantee == null
        ? new Economics(plain, null)
        : new Economics(
            AverageReturn.of(ExpectedValue.inTheLongRun(box.items(), guarantee), box.priceMinor()),
            plain);
  }
}
