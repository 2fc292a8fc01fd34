package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which of a player's last ledger entries were followed already. An entry that comes again, or more
 * than {@link #REACH} entries late, is left out. Not thread-safe.
 */
final class SeenSequences {
  /** How late an entry may come. */
  static final int REACH = 256;

  private static final int WORD = 64;

  private final long[] bits = new long[REACH / WORD];
  private long highest;

  /** Whether this is the first entry, or the one that follows the latest. */
  boolean isNext(long sequence) {
    return sequence == highest + 1;
  }

  /** Notes the entry; false when it was noted before, or is too old to know. */
  boolean add(long sequence) {
    if (sequence < 1) {
      return false;
    }
    if (sequence > highest) {
      for (long gap = Math.max(highest + 1, sequence - REACH + 1); gap < sequence; gap++) {
        bits[word(gap)] &= ~bit(gap);
      }
      highest = sequence;
    } else if (highest - sequence >= REACH || (bits[word(sequence)] & bit(sequence)) != 0) {
      return false;
    }
    bits[word(sequence)] |= bit(sequence);
    return true;
  }

  private static int word(long sequence) {
    return (int) (sequence % REACH / WORD);
  }

  private static long bit(long sequence) {
    return 1L << (sequence % WORD);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(highest);
    for (long word : bits) {
      out.writeLong(word);
    }
  }

  static SeenSequences read(DataInput in) throws IOException {
    SeenSequences seen = new SeenSequences();
    seen.highest = in.readLong();
    for (int i = 0; i < seen.bits.length; i++) {
      seen.bits[i] = in.readLong();
    }
    return seen;
  }
}
