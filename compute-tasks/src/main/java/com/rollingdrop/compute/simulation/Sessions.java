package com.rollingdrop.compute.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The openings cut into sessions of a player who goes on: each begins where the one before ended,
 * also on the way to what the box guarantees.
 *
 * @param openings of one session
 * @param sessions whole ones; what is left over is in none
 * @param paidMinor for one session
 * @param ahead sessions that won more than they paid
 * @param percentiles of the value won in a session, minor units
 */
public record Sessions(
    int openings, int sessions, long paidMinor, long ahead, Percentiles percentiles) {
  static @Nullable Sessions of(Tally tally, long priceMinor) {
    long[] values = tally.sessions();
    if (values.length == 0) {
      return null;
    }
    long paidMinor = Math.multiplyExact(priceMinor, tally.sessionOpenings());
    return new Sessions(
        tally.sessionOpenings(),
        values.length,
        paidMinor,
        Arrays.stream(values).filter(won -> won > paidMinor).count(),
        Percentiles.of(values.length, rank -> values[(int) rank - 1]));
  }
}
