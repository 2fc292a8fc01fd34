package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.math.BigInteger;

/**
 * The ledger as the events that it became: each entry, of whatever kind, is one event. Compared are
 * those figures that every place has exactly.
 *
 * @param sinceMs entries that were made before are left out; epoch milliseconds
 * @param untilMs and those made then or later
 */
record EventView(long sinceMs, long untilMs) implements View<LedgerKey, LedgerEntry> {
  @Override
  public CacheName cache() {
    return CacheName.LEDGER;
  }

  /** The event's {@code messageId}. */
  @Override
  public String identity(LedgerKey key) {
    return key.toString();
  }

  @Override
  public boolean includes(LedgerEntry entry) {
    return isWithin(entry.createdAtMs());
  }

  boolean isWithin(long timestampMs) {
    return timestampMs >= sinceMs && timestampMs < untilMs;
  }

  @Override
  public long version(LedgerEntry entry) {
    return 0;
  }

  @Override
  public boolean hasMoney() {
    return true;
  }

  @Override
  public BigInteger amountMinor(LedgerKey key, LedgerEntry entry) {
    return BigInteger.valueOf(entry.amountMinor());
  }

  @Override
  public long hash(Hash64 hash, LedgerKey key, LedgerEntry entry) {
    return hash(hash, identity(key), entry.sequence(), entry.createdAtMs(), entry.amountMinor());
  }

  /** ClickHouse computes the same in SQL, see {@link ClickHouseSide}. */
  static long hash(
      Hash64 hash, String messageId, long sequence, long timestampMs, long amountMinor) {
    return hash.of(messageId + "|" + sequence + "|" + timestampMs + "|" + amountMinor);
  }
}
