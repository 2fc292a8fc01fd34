package com.rollingdrop.compute.simulation;

import java.util.function.LongUnaryOperator;

/**
 * Values below which so many percent lie, by nearest rank: p95 is the least value that 95 percent
 * do not exceed. Minor units; {@code p999} is 99.9 percent.
 */
public record Percentiles(
    long p1, long p5, long p25, long p50, long p75, long p95, long p99, long p999) {
  /**
   * Percentiles.
   *
   * @param count how many values there are, at least 1
   * @param valueAt the value of a rank, from 1 to {@code count} in rising order
   */
  static Percentiles of(long count, LongUnaryOperator valueAt) {
    LongUnaryOperator ofPermille =
        permille -> valueAt.applyAsLong(Math.max(1, (count * permille + 999) / 1_000));
    return new Percentiles(
        ofPermille.applyAsLong(10),
        ofPermille.applyAsLong(50),
        ofPermille.applyAsLong(250),
        ofPermille.applyAsLong(500),
        ofPermille.applyAsLong(750),
        ofPermille.applyAsLong(950),
        ofPermille.applyAsLong(990),
        ofPermille.applyAsLong(999));
  }
}
