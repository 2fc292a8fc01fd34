package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.ScanQuery;

/**
 * Keeps the grid's ledger to a window of time: goes round the partitions of which this node is the
 * primary and lets entries go that are older and that the archive has, slowly enough not to be
 * felt. Commands know nothing of it. Rounds begin at least {@link #ROUND_MIN_MS} apart.
 *
 * <p>While the archive can't be asked, nothing leaves the grid. One thread of its own, which is
 * never interrupted, for that would close the files it reads.
 */
public final class LedgerRetention implements AutoCloseable {
  private static final long ROUND_MIN_MS = 600_000;

  private final Ignite ignite;
  private final LedgerTrimmer trimmer;
  private final long keepMs;
  private final SlowRounds rounds;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Counter players;
  private final Counter entries;

  /**
   * @param days for how long entries stay; 0 for ever
   * @param playersPerSecond how many are looked at in a second, where one more is counted for every
   *     50 entries that leave
   * @param mirror is told of each {@link com.rollingdrop.grid.model.LedgerStart}
   * @param registry gets {@code rollingdrop.retention.players}, {@code
   *     rollingdrop.retention.entries}, {@code rollingdrop.retention.held} by reason, and {@code
   *     rollingdrop.retention.round.seconds}
   */
  public LedgerRetention(
      Ignite ignite,
      LedgerArchive archive,
      Mirror mirror,
      int days,
      int playersPerSecond,
      InstantSource clock,
      MeterRegistry registry) {
    this.ignite = ignite;
    this.trimmer = new LedgerTrimmer(ignite, archive, mirror);
    this.keepMs = TimeUnit.DAYS.toMillis(days);
    this.rounds = new SlowRounds("ledger-retention", ROUND_MIN_MS, playersPerSecond, clock);
    this.clock = clock;
    this.registry = registry;
    this.players =
        Counter.builder("rollingdrop.retention.players")
            .description("players whose ledgers were looked at")
            .register(registry);
    this.entries =
        Counter.builder("rollingdrop.retention.entries")
            .description("ledger entries that left the grid, Postgres having them")
            .register(registry);
    for (LedgerTrimmer.Result reason : LedgerTrimmer.Result.values()) {
      if (isHeld(reason)) {
        held(reason).increment(0);
      }
    }
    Gauge.builder("rollingdrop.retention.round.seconds", rounds, SlowRounds::ageSeconds)
        .description("since the last full round ended, or since the start")
        .register(registry);
  }

  private static boolean isHeld(LedgerTrimmer.Result result) {
    return switch (result) {
      case OPEN, NOT_ARCHIVED, ARCHIVE_AWAY, FAULTY -> true;
      case TRIMMED, NOTHING_DUE, CHANGED -> false;
    };
  }

  private Counter held(LedgerTrimmer.Result reason) {
    return Counter.builder("rollingdrop.retention.held")
        .description("players whose oldest entries stay although they are due")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** Goes round from now on, unless everything is kept. */
  public void start() {
    if (keepMs > 0) {
      rounds.start(this::round);
    }
  }

  /**
   * One round over the partitions of this node. It ends early when the archive is away.
   *
   * @return how many entries have left the grid
   */
  public long round() {
    long left = 0;
    for (int partition :
        ignite
            .<Long>affinity(CacheName.WALLETS.id())
            .primaryPartitions(ignite.cluster().localNode())) {
      Set<String> limited = new StockAuditor(ignite).limited();
      for (long player : players(partition)) {
        LedgerTrimmer.Trimmed trimmed;
        do {
          trimmed = look(player, limited);
          left += trimmed.entries();
          if (rounds.isClosed() || trimmed.result() == LedgerTrimmer.Result.ARCHIVE_AWAY) {
            return left;
          }
        } while (trimmed.result() == LedgerTrimmer.Result.TRIMMED);
      }
    }
    rounds.ended();
    return left;
  }

  private LedgerTrimmer.Trimmed look(long player, Set<String> limited) {
    LedgerTrimmer.Trimmed trimmed =
        trimmer.trim(player, clock.millis() - keepMs, limited::contains);
    if (trimmed.result() != LedgerTrimmer.Result.TRIMMED) {
      players.increment();
    }
    if (isHeld(trimmed.result())) {
      held(trimmed.result()).increment();
    }
    entries.increment(trimmed.entries());
    rounds.giveWay(trimmed.entries());
    return trimmed;
  }

  private List<Long> players(int partition) {
    List<Long> players = new ArrayList<>();
    ScanQuery<Long, BinaryObject> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor = Caches.wallets(ignite).<Long, BinaryObject>withKeepBinary().query(scan)) {
      for (Cache.Entry<Long, BinaryObject> entry : cursor) {
        players.add(entry.getKey());
      }
    }
    return players;
  }

  /** Ends after the player that is being looked at. */
  @Override
  public void close() {
    rounds.close();
  }
}
