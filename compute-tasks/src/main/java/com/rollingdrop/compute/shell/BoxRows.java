package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.jspecify.annotations.Nullable;

/**
 * What a batch's transaction needs beside the players' own rows when it opens boxes with a stock or
 * a guarantee. Confined to the batch's thread.
 *
 * <p>A limited box has one small row with what nobody has leased (its stock) and one quota in each
 * partition of the players. An opening sells from the quota of its player's partition, which lives
 * beside the wallet. Only where that is too small, the box's stock is locked and a part of it
 * leased, the smaller the less there is. Where the stock is too small as well, the transaction
 * begins anew and locks the quotas of all partitions: then what was leased and not sold goes back
 * to the stock, and what is short now is short everywhere. So a box is sold out when no unit is
 * left in any partition, and not before.
 *
 * <p>Locks are taken in one order by everybody: wallets, quotas by box and partition, stocks by
 * box.
 */
final class BoxRows {
  private final Map<String, @Nullable TicketTable> tables;
  private final StockBounds bounds;
  private final Set<String> whole;
  private final Affinity<Long> affinity;
  private final int partitions;
  private final Overlay<QuotaKey, Quota> quotas;
  private final Overlay<String, BoxStock> stocks;
  private final Overlay<BoxPlayerKey, GuaranteeCounter> counters;
  private final Map<String, Long> drawsLeftAtMost = new HashMap<>();

  /**
   * @param tables of the boxes that the batch opens
   * @param whole limited boxes of which all quotas are to be locked
   */
  BoxRows(
      Ignite ignite,
      Map<String, @Nullable TicketTable> tables,
      StockBounds bounds,
      Set<String> whole) {
    this.tables = tables;
    this.bounds = bounds;
    this.whole = whole;
    this.affinity = ignite.affinity(CacheName.WALLETS.id());
    this.partitions = affinity.partitions();
    this.quotas = new Overlay<>(Caches.quotas(ignite));
    this.stocks = new Overlay<>(Caches.stocks(ignite));
    this.counters = new Overlay<>(Caches.guaranteeCounters(ignite));
  }

  /** Reads and locks what the commands may need; the wallets are locked already. */
  void fetch(List<Command> commands) {
    Map<QuotaKey, Long> needs = new TreeMap<>();
    for (Command command : commands) {
      for (OpenBox opening : command.openings()) {
        TicketTable box = tables.get(opening.boxId());
        if (box != null) {
          want(box, opening, needs);
        }
      }
    }
    counters.fetch();
    for (String boxId : whole) {
      stocks.want(boxId);
      for (int partition = 0; partition < partitions; partition++) {
        quotas.want(new QuotaKey(boxId, partition));
      }
    }
    quotas.fetch();
    needs.forEach(
        (key, draws) -> {
          if (quota(key).remaining() < draws) {
            stocks.want(key.boxId());
          }
        });
    stocks.fetch();
  }

  private void want(TicketTable box, OpenBox opening, Map<QuotaKey, Long> needs) {
    BoxPlayerKey key = new BoxPlayerKey(opening.playerId(), opening.boxId());
    if (box.guarantee() != null) {
      counters.want(key);
    }
    if (box.stock() != null
        && opening.count()
            <= drawsLeftAtMost.computeIfAbsent(box.boxId(), boxId -> bounds.of(box))) {
      QuotaKey quota = quotaOf(key);
      quotas.want(quota);
      needs.merge(quota, (long) opening.count(), Long::sum);
    }
  }

  /** As {@link com.rollingdrop.compute.command.State#drawsLeft} says. */
  long drawsLeft(BoxPlayerKey key, int draws) {
    long atMost = Objects.requireNonNull(drawsLeftAtMost.get(key.boxId()), "not wanted");
    if (draws > atMost) {
      return atMost;
    }
    QuotaKey quota = quotaOf(key);
    if (quota(quota).remaining() < draws) {
      lease(quota, draws);
    }
    return quota(quota).remaining();
  }

  @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    return counters.get(key);
  }

  private QuotaKey quotaOf(BoxPlayerKey key) {
    return new QuotaKey(key.boxId(), affinity.partition(key.playerId()));
  }

  private Quota quota(QuotaKey key) {
    Quota quota = quotas.get(key);
    return quota == null ? Quota.NONE : quota;
  }

  private BoxStock stock(String boxId) {
    return Objects.requireNonNull(stocks.get(boxId), () -> boxId + " is limited without a stock");
  }

  /** Brings a quota to so many draws, and some more; to all that are left if they are fewer. */
  private void lease(QuotaKey key, int draws) {
    if (quota(key).remaining() + stock(key.boxId()).unleased() < draws) {
      reclaim(key.boxId());
    }
    BoxStock stock = stock(key.boxId());
    Quota quota = quota(key);
    long share = stock.unleased() / (2L * partitions);
    long leased = Math.min(stock.unleased(), Math.max(draws - quota.remaining(), share));
    quotas.put(key, quota.lease(leased));
    stocks.put(key.boxId(), new BoxStock(stock.total(), stock.unleased() - leased));
  }

  /** Takes back what all partitions have leased and not sold. */
  private void reclaim(String boxId) {
    if (!whole.contains(boxId)) {
      throw new QuotaShortException(boxId);
    }
    BoxStock stock = stock(boxId);
    long back = 0;
    for (int partition = 0; partition < partitions; partition++) {
      QuotaKey key = new QuotaKey(boxId, partition);
      Quota quota = quota(key);
      if (quota.remaining() > 0) {
        back += quota.remaining();
        quotas.put(key, quota.lease(-quota.remaining()));
      }
    }
    stocks.put(boxId, new BoxStock(stock.total(), stock.unleased() + back));
  }

  /** Takes a decision over. */
  void put(Decision decision) {
    decision.sold().forEach(this::sell);
    decision.counters().forEach(counters::put);
  }

  private void sell(BoxPlayerKey key, int draws) {
    QuotaKey quota = quotaOf(key);
    Quota after = quota(quota).sell(draws);
    if (after.remaining() < 0) {
      throw new BrokenInvariantException(List.of(key + ": more is sold than was leased"));
    }
    quotas.put(quota, after);
  }

  void write() {
    quotas.write();
    stocks.write();
    counters.write();
  }

  /** Hands on what was written, and takes down what is left, after the commit. */
  void tell(Mirror mirror) {
    mirror.committed(CacheName.GUARANTEE_COUNTERS, counters.changed());
    for (String boxId : whole) {
      TicketTable box = tables.get(boxId);
      if (box != null) {
        bounds.seen(box, left(boxId));
      }
    }
  }

  private long left(String boxId) {
    long left = stock(boxId).unleased();
    for (int partition = 0; partition < partitions; partition++) {
      left += quota(new QuotaKey(boxId, partition)).remaining();
    }
    return left;
  }
}
