package com.rollingdrop.persistence.coldstart;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says now and then how far a table is: rows, rate, and what is left by its blocks. Thread-safe.
 */
final class Progress {
  private static final long SAY_EVERY_NS = 2_000_000_000L;

  private final String table;
  private final long blocks;
  private final Consumer<String> out;
  private final LongSupplier nanoTime;
  private final long startNs;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong blocksRead = new AtomicLong();
  private final AtomicLong saidNs;

  /**
   * @param blocks of the whole table
   * @param out gets a line each time
   */
  Progress(String table, long blocks, Consumer<String> out, LongSupplier nanoTime) {
    this.table = table;
    this.blocks = blocks;
    this.out = out;
    this.nanoTime = nanoTime;
    this.startNs = nanoTime.getAsLong();
    this.saidNs = new AtomicLong(startNs);
  }

  /** So many rows more were handed to the grid. */
  void rows(long more) {
    rows.addAndGet(more);
    long now = nanoTime.getAsLong();
    long said = saidNs.get();
    if (now - said >= SAY_EVERY_NS && saidNs.compareAndSet(said, now)) {
      say(now);
    }
  }

  /** A part of so many blocks was read to its end. */
  void blocks(long more) {
    blocksRead.addAndGet(more);
  }

  /** Rows so far. */
  long count() {
    return rows.get();
  }

  /** The grid has all of them. */
  void done() {
    double seconds = seconds(nanoTime.getAsLong());
    out.accept(
        String.format(
            Locale.ROOT,
            "%-18s %,d rows in %.1f s, %,d rows/s",
            table,
            rows.get(),
            seconds,
            perSecond(seconds)));
  }

  private void say(long nowNs) {
    double seconds = seconds(nowNs);
    long read = blocksRead.get();
    String left =
        read == 0
            ? "of about " + blocks * 8 / 1_024 + " MiB"
            : String.format(
                Locale.ROOT,
                "%d %% read, about %.0f s left",
                read * 100 / blocks,
                seconds * (blocks - read) / read);
    out.accept(
        String.format(
            Locale.ROOT,
            "%-18s %,d rows, %,d rows/s, %s",
            table,
            rows.get(),
            perSecond(seconds),
            left));
  }

  private long perSecond(double seconds) {
    return Math.round(rows.get() / seconds);
  }

  private double seconds(long nowNs) {
    return Math.max(0.001, (nowNs - startNs) / 1e9);
  }
}
