package com.rollingdrop.persistence.replay;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.io.Serializable;
import javax.cache.Cache;
import org.apache.ignite.lang.IgniteClosure;

/** An entry's key and its place in its player's ledger: all that travels until it is sent. */
final class Place implements Serializable, Comparable<Place> {
  private static final long serialVersionUID = 1L;

  /** Not a record: Ignite's marshaller can't write one. */
  private final LedgerKey key;

  private final long sequence;

  private Place(LedgerKey key, long sequence) {
    this.key = key;
    this.sequence = sequence;
  }

  LedgerKey key() {
    return key;
  }

  @Override
  public int compareTo(Place other) {
    int byPlayer = Long.compare(key.playerId(), other.key.playerId());
    return byPlayer == 0 ? Long.compare(sequence, other.sequence) : byPlayer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place place && place.key.equals(key) && place.sequence == sequence;
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Makes one of an entry, beside the data. */
  static final class Of implements IgniteClosure<Cache.Entry<LedgerKey, LedgerEntry>, Place> {
    private static final long serialVersionUID = 1L;

    @Override
    public Place apply(Cache.Entry<LedgerKey, LedgerEntry> entry) {
      return new Place(entry.getKey(), entry.getValue().sequence());
    }
  }
}
