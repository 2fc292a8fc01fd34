package com.rollingdrop.compute.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.jspecify.annotations.Nullable;

/**
 * A cache as a transaction sees it: what was read, and over it what is to be written. Locks are
 * taken in key order. Confined to the transaction's thread.
 *
 * <p>A key that a lock taken before guards already, and whose primary copy is on this node, is read
 * without another lock: nobody else can write it while the guard is held, and the topology stands
 * still for as long as a transaction holds a lock.
 */
final class Overlay<K extends Comparable<K>, V> {
  private final IgniteCache<K, V> cache;
  private final Predicate<K> guardedHere;
  private final SortedSet<K> wanted = new TreeSet<>();
  private final Map<K, @Nullable V> read = new HashMap<>();
  private final SortedMap<K, V> changed = new TreeMap<>();
  private final SortedSet<K> removed = new TreeSet<>();

  /** Every key that is read is locked. */
  Overlay(IgniteCache<K, V> cache) {
    this(cache, key -> false);
  }

  /**
   * @param guardedHere whether a lock of this transaction guards the key and its primary copy is on
   *     this node
   */
  Overlay(IgniteCache<K, V> cache, Predicate<K> guardedHere) {
    this.cache = cache;
    this.guardedHere = guardedHere;
  }

  /** Has a key read with the next {@link #fetch}. */
  void want(K key) {
    wanted.add(key);
  }

  /** Reads all wanted keys, and locks at once those that are not guarded yet. */
  void fetch() {
    wanted.removeIf(this::peeked);
    if (wanted.isEmpty()) {
      return;
    }
    Map<K, V> found = cache.getAll(wanted);
    wanted.forEach(key -> read.put(key, found.get(key)));
  }

  private boolean peeked(K key) {
    if (!guardedHere.test(key)) {
      return false;
    }
    read.put(key, cache.localPeek(key, CachePeekMode.PRIMARY));
    return true;
  }

  @Nullable V get(K key) {
    V value = changed.get(key);
    if (value != null || removed.contains(key)) {
      return value;
    }
    if (!read.containsKey(key) && !peeked(key)) {
      read.put(key, cache.get(key));
    }
    return read.get(key);
  }

  /** The value if it was read or changed, null also when nobody asked for it. */
  @Nullable V known(K key) {
    V value = changed.get(key);
    return value != null || removed.contains(key) ? value : read.get(key);
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

  /** The keys that were read, and locked unless they were guarded. */
  Set<K> seen() {
    return read.keySet();
  }

  /** What was put. */
  SortedMap<K, V> changed() {
    return changed;
  }
}
