package com.rollingdrop.compute.client;

import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a player owns and did. Each read goes to the one partition that holds the player.
 * Thread-safe.
 */
public final class PlayerReads {
  /** Most items that come with one transaction. */
  private static final int TRANSACTION_ITEMS_MAX =
      Math.max(OpenBox.COUNT_MAX, OfferTrade.ITEMS_MAX);

  private final Ignite ignite;

  public PlayerReads(Ignite ignite) {
    this.ignite = ignite;
  }

  /** An item with its id. */
  public record OwnedItem(UUID itemId, Item item) {}

  /** A ledger entry with its transaction id. */
  public record PastTransaction(UUID transactionId, LedgerEntry entry) {}

  /** The wallet, null when the player has none yet. */
  public @Nullable Wallet wallet(long playerId) {
    return Caches.wallets(ignite).get(playerId);
  }

  /** The player's limits and pauses, with what is used of each limit at that time. */
  public PlayerLimits limits(long playerId, long nowMs) {
    Wallet wallet = wallet(playerId);
    return wallet == null
        ? new PlayerLimits(0, 0, List.of())
        : PlayerLimits.of(Safeguards.of(wallet), nowMs);
  }

  /** A revealed seed of the player, null when this hash was never revealed. */
  public @Nullable RevealedSeed revealedSeed(long playerId, String serverSeedHash) {
    return Caches.revealedSeeds(ignite).get(new SeedKey(playerId, serverSeedHash));
  }

  /**
   * Ledger entries, newest first.
   *
   * @param beforeSequence only entries with a lower sequence
   */
  public List<PastTransaction> history(long playerId, long beforeSequence, int limit) {
    List<PastTransaction> page = new ArrayList<>(limit);
    for (Cache.Entry<LedgerKey, LedgerEntry> entry :
        newestFirst(
            Caches.ledger(ignite),
            LedgerEntry.class,
            playerId,
            limit,
            null,
            IndexQueryCriteriaBuilder.lt("sequence", beforeSequence))) {
      page.add(new PastTransaction(entry.getKey().transactionId(), entry.getValue()));
    }
    return page;
  }

  /**
   * Items in play, newest first. A page ends with a whole transaction, so it can be longer than the
   * limit by what one transaction gives.
   *
   * @param beforeSequence only items that came with a lower sequence
   */
  public List<OwnedItem> inventory(long playerId, long beforeSequence, int limit) {
    List<OwnedItem> page = new ArrayList<>(limit);
    long lastSequence = 0;
    for (Cache.Entry<ItemKey, Item> entry :
        newestFirst(
            Caches.items(ignite),
            Item.class,
            playerId,
            limit + TRANSACTION_ITEMS_MAX,
            new InPlay(),
            IndexQueryCriteriaBuilder.lt("acquiredSequence", beforeSequence))) {
      long sequence = entry.getValue().acquiredSequence();
      if (page.size() >= limit && sequence != lastSequence) {
        break;
      }
      page.add(new OwnedItem(entry.getKey().itemId(), entry.getValue()));
      lastSequence = sequence;
    }
    return page;
  }

  private <K, V> List<Cache.Entry<K, V>> newestFirst(
      IgniteCache<K, V> cache,
      Class<V> type,
      long playerId,
      int limit,
      @Nullable IgniteBiPredicate<K, V> only,
      IndexQueryCriterion from) {
    int partition = ignite.<Long>affinity(CacheName.WALLETS.id()).partition(playerId);
    IndexQuery<K, V> query =
        new IndexQuery<K, V>(type, CacheConfigurations.NEWEST_FIRST)
            .setCriteria(IndexQueryCriteriaBuilder.eq("playerId", playerId), from)
            .setLimit(limit);
    query.setPartition(partition);
    if (only != null) {
      query.setFilter(only);
    }
    try (var cursor = cache.query(query)) {
      return cursor.getAll();
    }
  }

  /** Looks beside the data at what an item does. */
  private static final class InPlay implements IgniteBiPredicate<ItemKey, Item> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean apply(ItemKey key, Item item) {
      return item.state().isInPlay();
    }
  }
}
