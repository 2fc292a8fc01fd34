package com.rollingdrop.compute.simulation;

import com.rollingdrop.compute.box.TicketTable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation gave.
 *
 * @param guaranteedDraws openings whose draw was made among the guaranteed items only
 * @param paidMinor what the openings would have cost, minor units
 * @param wonMinor value of all items drawn, minor units
 * @param returnToPlayerBasisPoints won of paid, hundredths of a percent, rounded down; null for a
 *     free box
 * @param sessions null when none were asked for
 * @param items in published order
 */
public record Simulated(
    int openings,
    long guaranteedDraws,
    long paidMinor,
    long wonMinor,
    @Nullable Long returnToPlayerBasisPoints,
    Spread spread,
    @Nullable Sessions sessions,
    List<ItemHits> items,
    ChiSquare chiSquare) {
  private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

  public Simulated {
    items = List.copyOf(items);
  }

  static Simulated of(TicketTable box, int openings, Tally tally) {
    List<ItemHits> items = ItemHits.of(box, tally);
    long paidMinor = Math.multiplyExact(box.priceMinor(), openings);
    long wonMinor = items.stream().mapToLong(one -> one.item().valueMinor() * one.hits()).sum();
    return new Simulated(
        openings,
        Arrays.stream(tally.guaranteed()).sum(),
        paidMinor,
        wonMinor,
        paidMinor == 0
            ? null
            : BigInteger.valueOf(wonMinor)
                .multiply(WHOLE)
                .divide(BigInteger.valueOf(paidMinor))
                .longValueExact(),
        Spread.of(items),
        Sessions.of(tally, box.priceMinor()),
        items,
        ChiSquare.of(box, tally));
  }
}
