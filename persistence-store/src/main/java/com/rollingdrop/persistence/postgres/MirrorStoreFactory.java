package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import javax.cache.configuration.Factory;
import org.apache.ignite.cache.store.CacheStore;

/**
 * Makes the store of one cache. It is kept by Ignite in the cache's configuration and sent between
 * nodes, so it holds the cache's name and nothing else.
 *
 * <p>Ignite 2.17 spares a client this class only in atomic caches ({@code
 * CacheConfigurationEnricher.skipDeserialization}). A client that lacks it joins, but its first use
 * of a transactional cache never returns.
 */
final class MirrorStoreFactory implements Factory<CacheStore<Object, Object>> {
  private static final long serialVersionUID = 1L;

  private final String cache;

  MirrorStoreFactory(CacheName cache) {
    this.cache = cache.name();
  }

  @Override
  public CacheStore<Object, Object> create() {
    return new MirrorStore<>(CacheName.valueOf(cache));
  }

  @Override
  public String toString() {
    return "Postgres mirror of " + cache;
  }
}
