package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Writes what players did into the mirror's tables, as the mirror does, by real decisions: a
 * deposit, openings and their items, and now and then a withdrawal that is still open. Thread-safe.
 */
public final class WrittenPast {
  private static final int BATCH = 1_000;
  private static final int WITHDRAWAL_EACH = 10;
  private static final long WITHDRAWAL_MINOR = 500;
  private static final long HOUR_MS = 3_600_000;

  private final MirrorStore mirror;
  private final Surroundings at;

  /**
   * Writes the box that all open.
   *
   * @param mirror whose tables are filled
   */
  public WrittenPast(Settings settings, MirrorStore mirror) {
    this.mirror = mirror;
    long nowMs = System.currentTimeMillis();
    String oddsHash = Odds.hash(Work.BOX.items(), Work.BOX.guarantee());
    BoxVersion version =
        new BoxVersion(
            Work.BOX.name(),
            Work.BOX.priceMinor(),
            Work.BOX.totalTickets(),
            oddsHash,
            Work.BOX.items(),
            nowMs);
    TicketTable table = new TicketTable(Work.BOX.boxId(), 1, version);
    this.at =
        new Surroundings(
            nowMs,
            settings.currency(),
            Rules.of(settings.rules()),
            EngineNode.seeds(),
            boxId -> table);
    Buffers rows = new Buffers();
    rows.add(CacheName.BOX_VERSIONS, new BoxVersionKey(Work.BOX.boxId(), 1), version);
    rows.add(
        CacheName.BOXES,
        Work.BOX.boxId(),
        new Box(1, Work.BOX.name(), Work.BOX.priceMinor(), oddsHash, nowMs));
    rows.flush();
  }

  /**
   * Writes some players.
   *
   * @param openings of each
   * @return how many rows
   */
  public long write(long firstPlayer, long endPlayer, int openings) {
    SplittableRandom random = new SplittableRandom(firstPlayer);
    Buffers rows = new Buffers();
    for (long player = firstPlayer; player < endPlayer; player++) {
      Past past = new Past(player, at, random);
      rows.add(past.deposit());
      for (int i = 0; i < openings; i++) {
        rows.add(past.opening());
      }
      if (player % WITHDRAWAL_EACH == 0) {
        rows.add(past.decide(new Withdraw(player, past.key(), WITHDRAWAL_MINOR, HOUR_MS, false)));
      }
      rows.add(CacheName.WALLETS, player, past.wallet());
    }
    rows.flush();
    return rows.count;
  }

  /** What waits for its table. Confined to one thread. */
  private final class Buffers {
    private final Map<CacheName, List<Row<Object, Object>>> waiting =
        new EnumMap<>(CacheName.class);
    private long count;

    void add(Decision decision) {
      decision.entries().forEach((key, value) -> add(CacheName.LEDGER, key, value));
      decision.items().forEach((key, value) -> add(CacheName.ITEMS, key, value));
      decision.pending().forEach((key, value) -> add(CacheName.PENDING, key, value));
    }

    void add(CacheName cache, Object key, Object value) {
      List<Row<Object, Object>> rows = waiting.computeIfAbsent(cache, c -> new ArrayList<>());
      rows.add(new Row<>(key, value));
      count++;
      if (rows.size() >= BATCH) {
        write(cache, rows);
      }
    }

    void flush() {
      waiting.forEach(this::write);
    }

    private void write(CacheName cache, List<Row<Object, Object>> rows) {
      if (mirror.write(cache, rows).rejected() > 0) {
        throw new IllegalStateException("Postgres refuses rows of " + cache);
      }
      rows.clear();
    }
  }
}
