package com.rollingdrop.persistence.reconcile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What one place holds of one table: in each bucket the number of rows, their money and a digest
 * that does not depend on their order. A row's bucket follows from what makes it the same row, so
 * that it is in the same bucket everywhere. Not thread-safe.
 */
final class Buckets {
  /** So many that under load most buckets hold no row that is just on its way. */
  static final int COUNT = 4_096;

  private final long[] rows = new long[COUNT];
  private final long[] digests = new long[COUNT];
  private final BigInteger[] sumsMinor = new BigInteger[COUNT];

  Buckets() {
    Arrays.fill(sumsMinor, BigInteger.ZERO);
  }

  /** The bucket of a row, by the hash of its identity. */
  static int of(long identityHash) {
    return (int) (identityHash & (COUNT - 1));
  }

  void add(int bucket, long rowHash, BigInteger amountMinor) {
    add(bucket, 1, rowHash, amountMinor);
  }

  /**
   * Adds rows that were added up elsewhere.
   *
   * @param digest the sum of their hashes, modulo 2^64
   */
  void add(int bucket, long count, long digest, BigInteger amountMinor) {
    rows[bucket] += count;
    digests[bucket] += digest;
    sumsMinor[bucket] = sumsMinor[bucket].add(amountMinor);
  }

  void add(Buckets other) {
    for (int i = 0; i < COUNT; i++) {
      if (other.rows[i] > 0) {
        add(i, other.rows[i], other.digests[i], other.sumsMinor[i]);
      }
    }
  }

  /** The buckets in which the other place holds something else. */
  BitSet differing(Buckets other) {
    BitSet differing = new BitSet(COUNT);
    for (int i = 0; i < COUNT; i++) {
      if (rows[i] != other.rows[i]
          || digests[i] != other.digests[i]
          || !sumsMinor[i].equals(other.sumsMinor[i])) {
        differing.set(i);
      }
    }
    return differing;
  }

  long rows(int bucket) {
    return rows[bucket];
  }

  long rows() {
    return Arrays.stream(rows).sum();
  }

  /** Minor units. */
  BigInteger sumMinor() {
    return Arrays.stream(sumsMinor).reduce(BigInteger.ZERO, BigInteger::add);
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < COUNT; i++) {
      if (rows[i] > 0) {
        out.writeShort(i);
        out.writeLong(rows[i]);
        out.writeLong(digests[i]);
        out.writeUTF(sumsMinor[i].toString());
      }
    }
    out.writeShort(COUNT);
  }

  /** Adds what {@link #write} wrote. */
  void addFrom(DataInput in) throws IOException {
    for (int bucket = in.readShort(); bucket < COUNT; bucket = in.readShort()) {
      add(bucket, in.readLong(), in.readLong(), new BigInteger(in.readUTF()));
    }
  }
}
