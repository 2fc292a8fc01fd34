package com.rollingdrop.ops.boxes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares a whole number in proportion to weights, to the last unit (Hamilton's method). */
final class LargestRemainder {
  private LargestRemainder() {}

  private record Remainder(String name, BigInteger size, long weight) {}

  /**
   * The shares, in the order of the weights; they add up to {@code total}. Of equal remainders the
   * larger weight comes first.
   */
  static Map<String, Long> share(long total, Map<String, Long> weights) {
    BigInteger sum = BigInteger.valueOf(weights.values().stream().mapToLong(Long::longValue).sum());
    LinkedHashMap<String, Long> shares = new LinkedHashMap<>();
    List<Remainder> remainders = new ArrayList<>();
    long left = total;
    for (Map.Entry<String, Long> weight : weights.entrySet()) {
      BigInteger[] share =
          BigInteger.valueOf(total)
              .multiply(BigInteger.valueOf(weight.getValue()))
              .divideAndRemainder(sum);
      shares.put(weight.getKey(), share[0].longValueExact());
      remainders.add(new Remainder(weight.getKey(), share[1], weight.getValue()));
      left -= share[0].longValueExact();
    }
    remainders.sort(
        Comparator.comparing(Remainder::size).thenComparing(Remainder::weight).reversed());
    for (int i = 0; i < left; i++) {
      shares.merge(remainders.get(i).name(), 1L, Long::sum);
    }
    return shares;
  }
}
