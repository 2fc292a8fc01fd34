package com.rollingdrop.grid.ignite;

import java.util.ServiceLoader;
import javax.cache.configuration.Factory;
import org.apache.ignite.cache.store.CacheStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes the store of one cache. Ignite keeps it in the cache's configuration and sends it to every
 * node, so it holds the cache's name and nothing else.
 *
 * <p>It lives here and not beside the stores because clients read it too: Ignite 2.17 spares them
 * the class only in atomic caches ({@code CacheConfigurationEnricher.skipDeserialization}), and a
 * client that lacks it hangs at its first use of a transactional cache. A client makes no store; a
 * server without one is refused by Ignite.
 */
public final class MirrorStoreFactory implements Factory<@Nullable CacheStore<Object, Object>> {
  private static final long serialVersionUID = 1L;

  private final String cache;

  public MirrorStoreFactory(CacheName cache) {
    this.cache = cache.name();
  }

  @Override
  public @Nullable CacheStore<Object, Object> create() {
    MirrorStores stores =
        ServiceLoader.load(MirrorStores.class, MirrorStores.class.getClassLoader())
            .findFirst()
            .orElse(null);
    return stores == null ? null : stores.storeOf(CacheName.valueOf(cache));
  }

  @Override
  public String toString() {
    return "mirror of " + cache;
  }
}
