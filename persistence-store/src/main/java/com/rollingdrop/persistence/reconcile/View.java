package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import java.math.BigInteger;

/** How a cache is looked at to be compared with another place. */
interface View<K, V> {
  /** The cache whose entries are looked at. */
  CacheName cache();

  /** What makes it the same row in both places, as text. */
  String identity(K key);

  /** Whether the other place is to have it. */
  boolean includes(V value);

  /** 0 where rows never change. */
  long version(V value);

  /** Whether rows stand for money. */
  boolean hasMoney();

  /** The money that a row stands for, minor units. */
  BigInteger amountMinor(K key, V value);

  /** The hash of all that is compared. */
  long hash(Hash64 hash, K key, V value);

  default Seen<K> seen(Hash64 hash, K key, V value) {
    return new Seen<>(key, version(value), hash(hash, key, value), includes(value), true);
  }

  /** Adds a row to its bucket. */
  default void addTo(Buckets buckets, Hash64 hash, K key, V value) {
    buckets.add(
        Buckets.of(hash.of(identity(key))), hash(hash, key, value), amountMinor(key, value));
  }
}
