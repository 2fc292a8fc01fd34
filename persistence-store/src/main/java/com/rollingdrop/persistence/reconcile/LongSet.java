package com.rollingdrop.persistence.reconcile;

import java.util.Arrays;

/** A set of hashes, 16 bytes each or so. For one thread. */
final class LongSet {
  /** Of 64-bit hashes so few that two of them are alike by chance once in two million times. */
  private static final int SIZE_MAX = 4_000_000;

  private static final int FIRST_CAPACITY = 1_024;

  // 0 marks a free place, so that 0 itself has a place of its own.
  private long[] places = new long[FIRST_CAPACITY];
  private boolean zero;
  private int size;

  /**
   * Adds a value.
   *
   * @return whether it was not there yet
   * @throws IllegalStateException when the set is full
   */
  boolean add(long value) {
    if (value == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    if (2 * size >= places.length) {
      grow();
    }
    if (!put(places, value)) {
      return false;
    }
    size++;
    return true;
  }

  private void grow() {
    if (size >= SIZE_MAX) {
      throw new IllegalStateException("more than " + SIZE_MAX + " events in one partition");
    }
    long[] larger = new long[2 * places.length];
    Arrays.stream(places).filter(value -> value != 0).forEach(value -> put(larger, value));
    places = larger;
  }

  // Hashes are spread evenly already.
  private static boolean put(long[] places, long value) {
    int mask = places.length - 1;
    for (int at = (int) (value >>> 32) & mask; ; at = (at + 1) & mask) {
      if (places[at] == value) {
        return false;
      }
      if (places[at] == 0) {
        places[at] = value;
        return true;
      }
    }
  }
}
