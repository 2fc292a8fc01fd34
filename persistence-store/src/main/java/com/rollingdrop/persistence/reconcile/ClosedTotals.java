package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.model.LedgerStart;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * What is closed of the ledgers, as their starts in the grid say: rows, money and digests, in
 * buckets by player. Not thread-safe.
 */
final class ClosedTotals {
  private final Buckets buckets = new Buckets();
  private long firstAtMs = Long.MAX_VALUE;
  private long lastAtMs = Long.MIN_VALUE;

  static int bucketOf(Hash64 hash, long playerId) {
    return Buckets.of(hash.of(Long.toString(playerId)));
  }

  /** Minor units; each entry debits one account. */
  static BigInteger amountMinor(LedgerStart start) {
    return start.debitsMinor().values().stream()
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  void add(Hash64 hash, long playerId, LedgerStart start) {
    buckets.add(bucketOf(hash, playerId), start.sequence(), start.rowsDigest(), amountMinor(start));
    firstAtMs = Math.min(firstAtMs, start.firstAtMs());
    lastAtMs = Math.max(lastAtMs, start.lastAtMs());
  }

  Buckets buckets() {
    return buckets;
  }

  long rows() {
    return buckets.rows();
  }

  /** Time of the earliest entry, epoch milliseconds; far in the future when nothing is closed. */
  long firstAtMs() {
    return firstAtMs;
  }

  /** Time of the latest entry, epoch milliseconds; far in the past when nothing is closed. */
  long lastAtMs() {
    return lastAtMs;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(firstAtMs);
    out.writeLong(lastAtMs);
    buckets.write(out);
  }

  /** Adds what {@link #write} wrote. */
  void addFrom(DataInput in) throws IOException {
    firstAtMs = Math.min(firstAtMs, in.readLong());
    lastAtMs = Math.max(lastAtMs, in.readLong());
    buckets.addFrom(in);
  }
}
