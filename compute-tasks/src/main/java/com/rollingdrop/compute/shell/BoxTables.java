package com.rollingdrop.compute.shell;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.jspecify.annotations.Nullable;

/**
 * The live boxes of this node, compiled for drawing.
 *
 * <p>Each look-up reads the box's head, a small entry that every node holds, and compares its
 * version with the compiled table's: a changed definition drops the table at the next opening, and
 * no message that could be late or lost is involved. Thread-safe.
 */
final class BoxTables {
  private static final int TABLES_MAX = 2_000;

  private final Cache<String, TicketTable> compiled;
  private final IgniteCache<String, Box> boxes;
  private final IgniteCache<BoxVersionKey, BoxVersion> versions;

  BoxTables(Ignite ignite, MeterRegistry metrics) {
    this.boxes = Caches.boxes(ignite);
    this.versions = Caches.boxVersions(ignite);
    this.compiled = Caffeine.newBuilder().maximumSize(TABLES_MAX).recordStats().build();
    CaffeineCacheMetrics.monitor(metrics, compiled, "boxTables");
  }

  /** The live version of a box, null when there is no such box. */
  @Nullable TicketTable live(String boxId) {
    Box head = boxes.get(boxId);
    if (head == null) {
      return null;
    }
    TicketTable table = compiled.getIfPresent(boxId);
    if (table == null || table.version() != head.version()) {
      table = compile(boxId, head.version());
      compiled.put(boxId, table);
    }
    return table;
  }

  private TicketTable compile(String boxId, int version) {
    BoxVersion definition = versions.get(new BoxVersionKey(boxId, version));
    if (definition == null) {
      throw new IllegalStateException(boxId + "@" + version + " has a head but no definition");
    }
    return new TicketTable(boxId, version, definition);
  }
}
