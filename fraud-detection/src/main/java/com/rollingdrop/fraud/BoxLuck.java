package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A player's evidence against chance with one box: for each tilt the product of its ratios, begun
 * with 1. Not thread-safe.
 */
final class BoxLuck {
  private static final int BEST_MAX = 5;
  private static final int MISSES_UNKNOWN = -1;

  private record Best(UUID transactionId, double score) {}

  private final int start;
  private final double[] logs = new double[LuckTable.TILT_COUNT];
  private final List<Best> best = new ArrayList<>();
  private long draws;
  private long valueMinor;
  private double expectedMinor;
  private int misses;
  private int steps;

  /**
   * @param start which of the player's evidences it is, 1 and up, over all boxes
   * @param misses draws since the last guaranteed item
   */
  private BoxLuck(int start, int misses) {
    this.start = start;
    this.misses = misses;
  }

  /** The first evidence of a player who has never opened the box. */
  static BoxLuck ofNewcomer(int start) {
    return new BoxLuck(start, 0);
  }

  /** Evidence that begins in the middle of a player's draws. */
  static BoxLuck begun(int start) {
    return new BoxLuck(start, MISSES_UNKNOWN);
  }

  /** New evidence that takes the place of this one. */
  BoxLuck anew(int newStart) {
    return new BoxLuck(newStart, misses);
  }

  /** Counts a draw that was left to chance. */
  void count(LuckTable table, long drawnMinor, double[] logRatios, UUID transactionId) {
    draws++;
    valueMinor += drawnMinor;
    expectedMinor += table.expectedMinor();
    for (int tilt = 0; tilt < logs.length; tilt++) {
      logs[tilt] += logRatios[tilt];
    }
    double score = table.score(drawnMinor);
    if (best.size() < BEST_MAX || score > best.get(best.size() - 1).score()) {
      best.add(new Best(transactionId, score));
      best.sort(Comparator.comparingDouble(Best::score).reversed());
      if (best.size() > BEST_MAX) {
        best.remove(best.size() - 1);
      }
    }
  }

  /** Logarithm of the evidence: of the mean of the products. */
  double logEvidence() {
    double max = logs[0];
    for (double log : logs) {
      max = Math.max(max, log);
    }
    double sum = 0;
    for (double log : logs) {
      sum += StrictMath.exp(log - max);
    }
    return max + StrictMath.log(sum / logs.length);
  }

  int start() {
    return start;
  }

  long draws() {
    return draws;
  }

  long valueMinor() {
    return valueMinor;
  }

  long expectedMinor() {
    return Math.round(expectedMinor);
  }

  /** How often this evidence has given a signal. */
  int steps() {
    return steps;
  }

  void setSteps(int newSteps) {
    steps = newSteps;
  }

  /** The openings with the rarest draws, the rarest first. */
  List<UUID> best() {
    return best.stream().map(Best::transactionId).distinct().toList();
  }

  boolean isMissesKnown() {
    return misses != MISSES_UNKNOWN;
  }

  int misses() {
    return misses;
  }

  /** After a draw of a box with a guarantee. */
  void countMiss(boolean guaranteed) {
    if (guaranteed) {
      misses = 0;
    } else if (misses != MISSES_UNKNOWN) {
      misses++;
    }
  }

  void forgetMisses() {
    misses = MISSES_UNKNOWN;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(start);
    out.writeInt(misses);
    for (double log : logs) {
      out.writeDouble(log);
    }
    out.writeByte(best.size());
    for (Best one : best) {
      Uuids.write(out, one.transactionId());
      out.writeDouble(one.score());
    }
    out.writeLong(draws);
    out.writeLong(valueMinor);
    out.writeDouble(expectedMinor);
    out.writeInt(steps);
  }

  static BoxLuck read(DataInput in) throws IOException {
    BoxLuck luck = new BoxLuck(in.readInt(), in.readInt());
    for (int tilt = 0; tilt < luck.logs.length; tilt++) {
      luck.logs[tilt] = in.readDouble();
    }
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      luck.best.add(new Best(Uuids.read(in), in.readDouble()));
    }
    luck.draws = in.readLong();
    luck.valueMinor = in.readLong();
    luck.expectedMinor = in.readDouble();
    luck.steps = in.readInt();
    return luck;
  }
}
