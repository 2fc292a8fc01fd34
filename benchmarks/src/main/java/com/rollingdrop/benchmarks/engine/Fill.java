package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.IgniteDataStreamer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings wallets and their past into a grid, past the transactions and the write-ahead log. What
 * the log leaves out is secured by a checkpoint at the end, so that the load begins with clean
 * pages whatever there was to fill.
 */
final class Fill {
  private static final Logger LOG = LoggerFactory.getLogger(Fill.class);
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** In this order: the wallets' checkpoint is the last, and finds little left to write. */
  private static final List<CacheName> FILLED = List.of(CacheName.LEDGER, CacheName.WALLETS);

  private final Ignite ignite;
  private final Surroundings at;
  private final int wallets;
  private final int entries;

  /**
   * @param entries alike for all wallets
   */
  Fill(Ignite ignite, Settings settings, int wallets, int entries) {
    this.ignite = ignite;
    this.wallets = wallets;
    this.entries = entries;
    TicketTable box = publishedBox(ignite);
    this.at =
        new Surroundings(
            System.currentTimeMillis(),
            settings.currency(),
            Rules.of(settings.rules()),
            EngineNode.seeds(),
            boxId -> box);
  }

  private static TicketTable publishedBox(Ignite ignite) {
    BoxCatalog boxes = new BoxCatalog(ignite);
    int version = boxes.publish(Work.BOX).version();
    BoxVersion published = boxes.version(Work.BOX.boxId(), version);
    return new TicketTable(Work.BOX.boxId(), version, Objects.requireNonNull(published));
  }

  /** Returns when all of it is on the disk. */
  void run() throws InterruptedException, ExecutionException {
    IgniteCluster cluster = ignite.cluster();
    FILLED.forEach(cache -> cluster.disableWal(cache.id()));
    long start = System.nanoTime();
    stream();
    long rows = (long) wallets + entries;
    long perSecond = rows * SECOND_NANOS / (System.nanoTime() - start);
    LOG.info("{} rows filled in, {} a second", rows, perSecond);
    FILLED.forEach(cache -> cluster.enableWal(cache.id()));
    LOG.info("{} rows are on the disk", rows);
  }

  private void stream() throws InterruptedException, ExecutionException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (IgniteDataStreamer<Long, Wallet> toWallets = ignite.dataStreamer(CacheName.WALLETS.id());
        IgniteDataStreamer<LedgerKey, LedgerEntry> toLedger =
            ignite.dataStreamer(CacheName.LEDGER.id())) {
      List<Future<?>> parts = new ArrayList<>();
      for (int part = 0; part < threads; part++) {
        int first = 1 + part;
        parts.add(
            pool.submit(
                () -> {
                  SplittableRandom random = new SplittableRandom();
                  for (int player = first; player <= wallets; player += threads) {
                    stream(player, random, toWallets, toLedger);
                  }
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private void stream(
      int player,
      SplittableRandom random,
      IgniteDataStreamer<Long, Wallet> toWallets,
      IgniteDataStreamer<LedgerKey, LedgerEntry> toLedger) {
    Past past = new Past(player, at, random);
    int own = share(entries, wallets, player);
    for (int i = 0; i < own; i++) {
      past.open((key, entry) -> toLedger.addData(key, entry));
    }
    toWallets.addData((long) player, past.wallet());
  }

  /**
   * How much of the whole falls to one of several: all alike, and together the whole.
   *
   * @param number 1 … {@code several}
   */
  static int share(int whole, int several, int number) {
    return (int) ((long) whole * number / several - (long) whole * (number - 1) / several);
  }
}
