package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.MirrorStores;
import org.apache.ignite.cache.store.CacheStore;

/** The Postgres stores, as the service that server nodes find. */
public final class PostgresMirrorStores implements MirrorStores {
  @Override
  public CacheStore<Object, Object> storeOf(CacheName cache) {
    return new MirrorStore<>(cache);
  }
}
