package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.grid.ignite.CacheName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.query.ScanQuery;

/**
 * Audits all players of a partition, and looks for what belongs to players without a wallet. Keeps
 * the ids of the partition's players in memory, and one player's items. Thread-safe.
 */
final class PartitionAuditor {
  private static final int PLAYERS_AT_ONCE = 256;
  private static final int STRAYS_MAX = 100;

  private final Ignite ignite;
  private final PlayerAuditor player;
  private final StockAuditor stocks;

  PartitionAuditor(Ignite ignite) {
    this.ignite = ignite;
    this.player = new PlayerAuditor(ignite);
    this.stocks = new StockAuditor(ignite);
  }

  /**
   * @param each is told of each player, and says whether to go on
   */
  void audit(int partition, boolean chain, Predicate<AuditTally> each) {
    Map<String, Long> soldBefore = stocks.sold(partition);
    Map<String, Long> draws = new HashMap<>();
    long[] players = players(partition);
    long entries = 0;
    long closedLedgers = 0;
    long items = 0;
    Map<Long, Map<UUID, Long>> withdrawals = player.withdrawals(partition);
    Set<Long> strays = new TreeSet<>();
    note(withdrawals.keySet().stream().mapToLong(Long::longValue), players, strays);
    for (int i = 0; i < players.length; i++) {
      if (i > 0 && i % PLAYERS_AT_ONCE == 0) {
        withdrawals = player.withdrawals(partition);
      }
      AuditTally tally = player.audit(players[i], chain, withdrawals);
      entries += tally.entries();
      closedLedgers += tally.closedLedgers();
      items += tally.itemsInPlay() + tally.itemsOutOfPlay();
      tally.draws().forEach((boxId, count) -> draws.merge(boxId, count, Long::sum));
      if (!each.test(tally)) {
        return;
      }
    }
    AuditTally stock = new AuditTally();
    stocks.compare(partition, soldBefore, draws, stock);
    if (!stock.isClean() && !each.test(stock)) {
      return;
    }
    // As long as the counts agree nothing belongs to anybody else, and the keys need no look.
    strays(CacheName.LEDGER, partition, entries, PartitionAuditor::playerOf, players, strays);
    strays(CacheName.ITEMS, partition, items, PartitionAuditor::playerOf, players, strays);
    strays(CacheName.LEDGER_STARTS, partition, closedLedgers, key -> (Long) key, players, strays);
    for (long stray : strays) {
      if (!each.test(player.audit(stray, chain))) {
        return;
      }
    }
  }

  private void strays(
      CacheName cache,
      int partition,
      long seen,
      ToLongFunction<Object> player,
      long[] players,
      Set<Long> strays) {
    if (ignite.cache(cache.id()).sizeLong(partition, CachePeekMode.PRIMARY) != seen) {
      List<Long> owners = new ArrayList<>();
      scan(cache, partition, player, owners);
      note(owners.stream().mapToLong(Long::longValue), players, strays);
    }
  }

  /** Whose a composite key is. */
  private static long playerOf(Object key) {
    return ((BinaryObject) key).<Long>field("playerId");
  }

  private static void note(LongStream owners, long[] players, Set<Long> strays) {
    owners
        .filter(owner -> Arrays.binarySearch(players, owner) < 0)
        .filter(owner -> strays.size() < STRAYS_MAX)
        .forEach(strays::add);
  }

  private long[] players(int partition) {
    List<Long> players = new ArrayList<>();
    scan(CacheName.WALLETS, partition, key -> (Long) key, players);
    return players.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private void scan(
      CacheName cache, int partition, ToLongFunction<Object> player, List<Long> into) {
    ScanQuery<Object, Object> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor = ignite.cache(cache.id()).<Object, Object>withKeepBinary().query(scan)) {
      for (Cache.Entry<Object, Object> entry : cursor) {
        into.add(player.applyAsLong(entry.getKey()));
      }
    }
  }
}
