package com.rollingdrop.compute.simulation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values of single openings, minor units. Reckoned exactly from the hits and rounded to four
 * places, halves to even.
 *
 * @param variance of the sample, whose draws less one divide it; 0 for a single opening
 */
public record Spread(
    BigDecimal mean, BigDecimal variance, BigDecimal standardDeviation, Percentiles percentiles) {
  private static final int PLACES = 4;
  private static final MathContext PRECISE = new MathContext(40);

  static Spread of(List<ItemHits> items) {
    TreeMap<Long, Long> hitsByValue =
        items.stream()
            .collect(
                Collectors.toMap(
                    one -> one.item().valueMinor(), ItemHits::hits, Long::sum, TreeMap::new));
    BigInteger count = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (var one : hitsByValue.entrySet()) {
      BigInteger value = BigInteger.valueOf(one.getKey());
      BigInteger hits = BigInteger.valueOf(one.getValue());
      count = count.add(hits);
      sum = sum.add(value.multiply(hits));
      squares = squares.add(value.multiply(value).multiply(hits));
    }
    BigInteger pairs = count.multiply(count.subtract(BigInteger.ONE)).max(BigInteger.ONE);
    BigDecimal variance =
        new BigDecimal(count.multiply(squares).subtract(sum.multiply(sum)))
            .divide(new BigDecimal(pairs), PRECISE);
    return new Spread(
        rounded(new BigDecimal(sum).divide(new BigDecimal(count), PRECISE)),
        rounded(variance),
        rounded(variance.sqrt(PRECISE)),
        Percentiles.of(count.longValueExact(), rank -> valueAt(rank, hitsByValue)));
  }

  private static BigDecimal rounded(BigDecimal exact) {
    return exact.setScale(PLACES, RoundingMode.HALF_EVEN);
  }

  private static long valueAt(long rank, TreeMap<Long, Long> hitsByValue) {
    long seen = 0;
    for (var one : hitsByValue.entrySet()) {
      seen += one.getValue();
      if (seen >= rank) {
        return one.getKey();
      }
    }
    throw new IllegalArgumentException("no such rank: " + rank);
  }
}
