package com.rollingdrop.grid.ignite;

import java.util.Map;

/**
 * Takes down elsewhere what the grid has committed. Thread-safe; it neither blocks nor throws, for
 * a player waits for whoever calls it.
 */
public interface Mirror {
  /** Takes nothing down. */
  Mirror NONE =
      new Mirror() {
        @Override
        public <K, V> void committed(CacheName cache, Map<K, V> values) {
          // Nothing to do.
        }
      };

  /** Entries of a cache that a transaction has written, after its commit. */
  <K, V> void committed(CacheName cache, Map<K, V> values);
}
