package com.rollingdrop.persistence.reconcile;

/**
 * A row as it was seen somewhere.
 *
 * @param key its cache key
 * @param version 0 where rows never change
 * @param hash of all its columns
 * @param held whether the grid is to hold it
 * @param readable false when it does not come back as a cache entry; version and hash say nothing
 *     then
 */
record Seen<K>(K key, long version, long hash, boolean held, boolean readable) {
  static <K> Seen<K> unreadable(K key) {
    return new Seen<>(key, 0, 0, true, false);
  }

  /** The same, where the value does not tell whether the grid is to hold it. */
  Seen<K> heldIf(boolean isHeld) {
    return new Seen<>(key, version, hash, isHeld, readable);
  }

  boolean isSame(Seen<K> other) {
    return version == other.version && hash == other.hash && readable && other.readable;
  }

  /** For people. */
  String describe() {
    return readable ? "version %d, digest %016x".formatted(version, hash) : "unreadable";
  }
}
