package com.rollingdrop.persistence.postgres;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.rollingdrop.grid.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows on their way to one table. They are coalesced by key and written in batches by a thread
 * of its own; a batch that finds no Postgres is tried again until it gets through. The buffer is
 * bounded: what comes on top of a full one is left out and counted, for a player does not wait for
 * Postgres. Thread-safe.
 */
final class WriteBehind<K, V> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
  private static final long RETRY_MS = 200;
  private static final long NONE = Long.MIN_VALUE;

  private final MirrorTable<K, V> table;
  private final Settings.Mirror settings;
  private final Consumer<List<Row<K, V>>> writer;
  private final TableMetrics metrics;
  private final InstantSource clock;
  private final Thread thread;

  /** In order of their coming: a row that changes again while it waits keeps its place. */
  @GuardedBy("this")
  private final LinkedHashMap<K, Waiting<K, V>> waiting = new LinkedHashMap<>();

  @GuardedBy("this")
  private boolean closed;

  private volatile int underWay;
  private volatile boolean retrying;

  /** Since when the oldest row under way has waited, or NONE. */
  @GuardedBy("this")
  private long underWaySinceMs = NONE;

  /** A row, and since when Postgres has lacked what it tells. */
  private record Waiting<K, V>(Row<K, V> row, long sinceMs) {}

  /**
   * @param writer writes a batch, or throws {@link MirrorUnavailableException}
   */
  WriteBehind(
      MirrorTable<K, V> table,
      Settings.Mirror settings,
      Consumer<List<Row<K, V>>> writer,
      TableMetrics metrics,
      InstantSource clock) {
    this.clock = clock;
    this.table = table;
    this.settings = settings;
    this.writer = writer;
    this.metrics = metrics;
    this.thread = new Thread(this::run, "mirror-" + table.cache().id());
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Takes rows to be written soon. Never blocks for long. */
  synchronized void add(Map<K, V> values) {
    long nowMs = clock.millis();
    for (Map.Entry<K, V> value : values.entrySet()) {
      Row<K, V> row = new Row<>(value.getKey(), value.getValue());
      Waiting<K, V> earlier = waiting.get(row.key());
      if (earlier != null) {
        waiting.put(row.key(), new Waiting<>(table.newer(row, earlier.row()), earlier.sinceMs()));
      } else if (waiting.size() < settings.bufferMax()) {
        waiting.put(row.key(), new Waiting<>(row, nowMs));
      } else {
        metrics.dropped.increment();
      }
    }
    if (waiting.size() >= settings.batchMax()) {
      notifyAll();
    }
  }

  /** Rows that Postgres does not have yet. */
  int size() {
    synchronized (this) {
      return waiting.size() + underWay;
    }
  }

  /** How full the buffer is, 0 to 1. */
  synchronized double usedRatio() {
    return (double) waiting.size() / settings.bufferMax();
  }

  /** How long the oldest of them has waited, milliseconds; 0 when there is none. */
  synchronized long lagMs() {
    long sinceMs = underWaySinceMs;
    if (sinceMs == NONE) {
      if (waiting.isEmpty()) {
        return 0;
      }
      sinceMs = waiting.values().iterator().next().sinceMs();
    }
    return Math.max(0, clock.millis() - sinceMs);
  }

  /** Whether the batch under way has failed before. */
  boolean isRetrying() {
    return retrying;
  }

  private void run() {
    List<Row<K, V>> batch = nextBatch();
    while (!batch.isEmpty()) {
      if (!write(batch)) {
        return;
      }
      batch = nextBatch();
    }
  }

  /** The next rows; waits for them. None when the buffer is closed and empty. */
  private synchronized List<Row<K, V>> nextBatch() {
    underWay = 0;
    underWaySinceMs = NONE;
    awaitRows();
    List<Row<K, V>> batch = new ArrayList<>(Math.min(waiting.size(), settings.batchMax()));
    Iterator<Waiting<K, V>> rows = waiting.values().iterator();
    while (rows.hasNext() && batch.size() < settings.batchMax()) {
      Waiting<K, V> next = rows.next();
      if (batch.isEmpty()) {
        underWaySinceMs = next.sinceMs();
      }
      batch.add(next.row());
      rows.remove();
    }
    underWay = batch.size();
    return batch;
  }

  @GuardedBy("this")
  private void awaitRows() {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.flushFrequencyMs());
    while (!closed && waiting.size() < settings.batchMax()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
      if (leftMs <= 0) {
        if (!waiting.isEmpty()) {
          return;
        }
        endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.flushFrequencyMs());
        continue;
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        // Nobody interrupts this thread but a JVM that goes down: then close() decides.
        closed = true;
      }
    }
  }

  /** Whether the batch got through; it is given up only when the buffer is closed. */
  private boolean write(List<Row<K, V>> batch) {
    while (true) {
      try {
        writer.accept(batch);
        retrying = false;
        return true;
      } catch (MirrorUnavailableException e) {
        if (!retrying) {
          LOG.warn("{}: {} rows wait: {}", table.cache().id(), batch.size(), e.getMessage());
        }
        retrying = true;
      } catch (RuntimeException e) {
        LOG.error("{}: a batch of {} failed", table.cache().id(), batch.size(), e);
        retrying = true;
      }
      if (!pause()) {
        LOG.warn("{}: {} rows are left to the repair", table.cache().id(), size());
        return false;
      }
    }
  }

  /** Waits before the next try; false when the buffer was closed. */
  private synchronized boolean pause() {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
    while (!closed) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
      if (leftMs <= 0) {
        return true;
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    return false;
  }

  /** Lets no more wait than what is there: from now on each batch is tried once. */
  void beginClose() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  /** Writes what is there, as long as Postgres takes it. */
  @Override
  public void close() {
    beginClose();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
