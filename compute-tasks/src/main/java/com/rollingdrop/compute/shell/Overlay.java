package com.rollingdrop.compute.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.ignite.IgniteCache;
import org.jspecify.annotations.Nullable;

/**
 * A cache as a transaction sees it: what was read, and over it what is to be written. Locks are
 * taken in key order. Confined to the transaction's thread.
 */
final class Overlay<K extends Comparable<K>, V> {
  private final IgniteCache<K, V> cache;
  private final SortedSet<K> wanted = new TreeSet<>();
  private final Map<K, @Nullable V> read = new HashMap<>();
  private final SortedMap<K, V> changed = new TreeMap<>();
  private final SortedSet<K> removed = new TreeSet<>();

  Overlay(IgniteCache<K, V> cache) {
    this.cache = cache;
  }

  /** Has a key read with the next {@link #fetch}. */
  void want(K key) {
    wanted.add(key);
  }

  /** Reads and locks all wanted keys at once. */
  void fetch() {
    if (wanted.isEmpty()) {
      return;
    }
    Map<K, V> found = cache.getAll(wanted);
    wanted.forEach(key -> read.put(key, found.get(key)));
  }

  @Nullable V get(K key) {
    V value = changed.get(key);
    if (value != null || removed.contains(key)) {
      return value;
    }
    if (!read.containsKey(key)) {
      read.put(key, cache.get(key));
    }
    return read.get(key);
  }

  void put(K key, V value) {
    removed.remove(key);
    changed.put(key, value);
  }

  void remove(K key) {
    changed.remove(key);
    removed.add(key);
  }

  void write() {
    if (!changed.isEmpty()) {
      cache.putAll(changed);
    }
    if (!removed.isEmpty()) {
      cache.removeAll(removed);
    }
  }

  /** What was put. */
  SortedMap<K, V> changed() {
    return changed;
  }
}
