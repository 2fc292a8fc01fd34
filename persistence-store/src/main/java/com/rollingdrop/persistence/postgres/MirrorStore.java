package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.integration.CacheWriterException;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.store.CacheStoreAdapter;
import org.apache.ignite.cache.store.CacheStoreSession;
import org.apache.ignite.lifecycle.LifecycleAware;
import org.apache.ignite.resources.CacheStoreSessionResource;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/**
 * The write-behind store of one cache on one node. Ignite calls it with batches on the buffer's own
 * thread, and with single rows on a player's thread when the buffer is overfull.
 */
final class MirrorStore<K, V> extends CacheStoreAdapter<K, V> implements LifecycleAware {
  private final CacheName cache;

  // Injected by Ignite after construction.
  @IgniteInstanceResource private @Nullable Ignite ignite;
  @CacheStoreSessionResource private @Nullable CacheStoreSession session;

  private volatile @Nullable AtomicReference<@Nullable PostgresMirror> slot;

  MirrorStore(CacheName cache) {
    this.cache = cache;
  }

  @Override
  public void start() {
    Ignite node = ignite;
    if (node == null) {
      throw new IllegalStateException("started without its node");
    }
    slot = PostgresMirror.slotOf(node);
  }

  @Override
  public void stop() {
    // Nothing is held here; the mirror outlives its stores.
  }

  /** Nothing: caches are not read through, a cold start has its own way. */
  @Override
  public @Nullable V load(K key) {
    return null;
  }

  @Override
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    writeAll(List.of(entry));
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    List<Row<K, V>> rows = new ArrayList<>(entries.size());
    for (Cache.Entry<? extends K, ? extends V> entry : entries) {
      rows.add(new Row<>(entry.getKey(), entry.getValue()));
    }
    mirror().write(cache, rows, onPlayersThread());
  }

  @Override
  public void delete(Object key) {
    deleteAll(List.of(key));
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    mirror().delete(cache, keys, onPlayersThread());
  }

  private PostgresMirror mirror() {
    AtomicReference<@Nullable PostgresMirror> ofNode = slot;
    PostgresMirror mirror = ofNode == null ? null : ofNode.get();
    if (mirror == null) {
      throw new CacheWriterException("the mirror is not attached to this node yet");
    }
    return mirror;
  }

  // The buffer's own thread has a session without a transaction.
  private boolean onPlayersThread() {
    CacheStoreSession current = session;
    return current != null && current.isWithinTransaction();
  }

  @Override
  public String toString() {
    return "Postgres mirror of " + cache.id();
  }
}
