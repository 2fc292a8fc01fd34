package com.rollingdrop.benchmarks.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Who opens next: any player alike, or few of them often. Immutable. */
public final class PlayerChoice {
  /** How often a player comes, by rank: rank to the power of minus this. */
  public static final double ZIPF_EXPONENT = 1.1;

  /** How players are chosen. */
  public enum Kind {
    /** All alike. */
    UNIFORM,
    /** Zipf's law with the exponent {@link #ZIPF_EXPONENT}. */
    ZIPF
  }

  private final int players;
  private final double[] cumulative;

  private PlayerChoice(int players, double[] cumulative) {
    this.players = players;
    this.cumulative = cumulative;
  }

  /** A choice among the players 1 … {@code players}. */
  public static PlayerChoice of(Kind kind, int players) {
    return new PlayerChoice(
        players, kind == Kind.ZIPF ? zipf(players, ZIPF_EXPONENT) : new double[0]);
  }

  private static double[] zipf(int players, double exponent) {
    double[] cumulative = new double[players];
    double sum = 0;
    for (int rank = 1; rank <= players; rank++) {
      sum += Math.pow(rank, -exponent);
      cumulative[rank - 1] = sum;
    }
    return cumulative;
  }

  /** The next player. */
  public long next(SplittableRandom random) {
    if (cumulative.length == 0) {
      return 1L + random.nextInt(players);
    }
    int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[players - 1]);
    int index = found >= 0 ? found : -found - 1;
    return 1L + Math.min(index, players - 1);
  }
}
