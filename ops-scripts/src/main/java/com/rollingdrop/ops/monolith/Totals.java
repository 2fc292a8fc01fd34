package com.rollingdrop.ops.monolith;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Sums over players; money in minor units. */
public record Totals(
    long players,
    BigInteger cashMinor,
    BigInteger promoMinor,
    long items,
    BigInteger itemValueMinor) {
  /** Of nobody. */
  static final Totals NONE = new Totals(0, BigInteger.ZERO, BigInteger.ZERO, 0, BigInteger.ZERO);

  /** The current row's first five columns. */
  static Totals of(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong(1),
        row.getBigDecimal(2).toBigIntegerExact(),
        row.getBigDecimal(3).toBigIntegerExact(),
        row.getLong(4),
        row.getBigDecimal(5).toBigIntegerExact());
  }

  /** With one player more. */
  Totals plus(long cash, long promo, long itemCount, long valueMinor) {
    return new Totals(
        players + 1,
        cashMinor.add(BigInteger.valueOf(cash)),
        promoMinor.add(BigInteger.valueOf(promo)),
        items + itemCount,
        itemValueMinor.add(BigInteger.valueOf(valueMinor)));
  }

  @Override
  public String toString() {
    return String.format(
        "%,d players, %,d cash, %,d promotional, %,d items worth %,d",
        players, cashMinor, promoMinor, items, itemValueMinor);
  }
}
