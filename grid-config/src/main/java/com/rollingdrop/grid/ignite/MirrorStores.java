package com.rollingdrop.grid.ignite;

import org.apache.ignite.cache.store.CacheStore;

/**
 * Makes the stores that mirror the caches. Server nodes have an implementation, found as a service
 * ({@link java.util.ServiceLoader}); clients have none.
 */
public interface MirrorStores {
  /** A new store of a cache, for the node that asks. */
  CacheStore<Object, Object> storeOf(CacheName cache);
}
