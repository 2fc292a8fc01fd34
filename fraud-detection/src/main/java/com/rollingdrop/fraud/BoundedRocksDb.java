package com.rollingdrop.fraud;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds RocksDB's memory over all stores of the process: there is one for each partition, and by
 * default each takes up to 100 MB of its own. Blocks, indexes and write buffers share one cache.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
  /** In the configuration of the streams: bytes for all stores, a number. */
  static final String CACHE_BYTES = "rollingdrop.fraud.state.cache.bytes";

  private static final long WRITE_BUFFER_BYTES = 512 << 10;
  private static final int OPEN_FILES_MAX = 64;

  private static @Nullable Cache cache;
  private static @Nullable WriteBufferManager writeBuffers;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configuration) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    synchronized (BoundedRocksDb.class) {
      Cache shared = cache;
      if (shared == null || writeBuffers == null) {
        long bytes = ((Number) Objects.requireNonNull(configuration.get(CACHE_BYTES))).longValue();
        shared = new LRUCache(bytes);
        cache = shared;
        writeBuffers = new WriteBufferManager(bytes / 2, shared);
      }
      table.setBlockCache(shared);
      options.setWriteBufferManager(writeBuffers);
    }
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(2);
    options.setMaxOpenFiles(OPEN_FILES_MAX);
  }

  /** The cache is the process's and outlives each store. */
  @Override
  public void close(String storeName, Options options) {}
}
