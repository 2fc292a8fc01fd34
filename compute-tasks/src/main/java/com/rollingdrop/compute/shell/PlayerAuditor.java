package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Counterpart;
import com.rollingdrop.compute.audit.Holdings;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/**
 * Audits one player. It first reads without locks; a command that commits meanwhile can look like a
 * fault then. Only if there is a finding it looks again, and takes what the player has under the
 * lock of the wallet, which every command of the player holds until it is committed. The ledger up
 * to the wallet's sequence never changes and is read without the lock, page by page.
 *
 * <p>Each read goes to the partition that holds the player, so it is right on any node and also on
 * a client, and quick on the player's primary. Thread-safe.
 */
public final class PlayerAuditor {
  private static final long LOCK_TIMEOUT_MS = 10_000;
  private static final int PAGE = 1_000;
  private static final int BEYOND_MAX = 100;

  private final Ignite ignite;

  public PlayerAuditor(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Audits a player.
   *
   * @param chain whether the hashes are computed again
   */
  public AuditTally audit(long playerId, boolean chain) {
    return audit(playerId, chain, withdrawals(partition(playerId)));
  }

  /**
   * @param withdrawals of the player's partition, read not long ago
   */
  AuditTally audit(long playerId, boolean chain, Map<Long, Map<UUID, Long>> withdrawals) {
    AuditTally tally =
        compare(playerId, chain, holdings(playerId, withdrawals.getOrDefault(playerId, Map.of())));
    return tally.isClean() ? tally : compare(playerId, chain, lockedHoldings(playerId));
  }

  private AuditTally compare(long playerId, boolean chain, Holdings holdings) {
    LedgerAudit audit = new LedgerAudit(playerId, chain);
    replay(playerId, holdings.sequence(), audit);
    audit.finish(holdings);
    return AuditTally.of(audit, holdings);
  }

  private Holdings lockedHoldings(long playerId) {
    return underLock(
        playerId,
        () ->
            holdings(playerId, withdrawals(partition(playerId)).getOrDefault(playerId, Map.of())));
  }

  private <T extends @Nullable Object> T underLock(long playerId, Supplier<T> read) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(
                TransactionConcurrency.PESSIMISTIC,
                TransactionIsolation.REPEATABLE_READ,
                LOCK_TIMEOUT_MS,
                2)) {
      // Locks it, also where there is none.
      var unused = Caches.wallets(ignite).get(playerId);
      T seen = read.get();
      transaction.commit();
      return seen;
    }
  }

  private Holdings holdings(long playerId, Map<UUID, Long> withdrawals) {
    Wallet wallet = Caches.wallets(ignite).get(playerId);
    long sequence = wallet == null ? 0 : wallet.sequence();
    Set<UUID> inPlay = new HashSet<>();
    Set<UUID> listed = new HashSet<>();
    long outOfPlay = 0;
    IndexQuery<ItemKey, Item> items =
        new IndexQuery<ItemKey, Item>(Item.class, CacheConfigurations.NEWEST_FIRST)
            .setCriteria(IndexQueryCriteriaBuilder.eq("playerId", playerId));
    items.setPartition(partition(playerId));
    try (var cursor = Caches.items(ignite).query(items)) {
      for (Cache.Entry<ItemKey, Item> entry : cursor) {
        if (entry.getValue().state().isInPlay()) {
          inPlay.add(entry.getKey().itemId());
          if (entry.getValue().state() == ItemState.LISTED) {
            listed.add(entry.getKey().itemId());
          }
        } else {
          outOfPlay++;
        }
      }
    }
    List<Posting> beyond =
        entries(playerId, IndexQueryCriteriaBuilder.gt("sequence", sequence), BEYOND_MAX);
    return new Holdings(wallet, beyond, inPlay, listed, outOfPlay, withdrawals);
  }

  /** The ledger in pages of sequences; where there is a hole, in ever larger steps. */
  private void replay(long playerId, long last, LedgerAudit audit) {
    if (last < 1) {
      return;
    }
    long from = 1;
    long width = PAGE;
    while (true) {
      long to = last - from < width ? last : from + width - 1;
      // What claims a sequence below 1 is seen with the first page.
      IndexQueryCriterion range =
          from == 1
              ? IndexQueryCriteriaBuilder.lte("sequence", to)
              : IndexQueryCriteriaBuilder.between("sequence", from, to);
      List<Posting> page = entries(playerId, range, 2 * PAGE);
      if (page.size() == 2 * PAGE && width > 1) {
        width /= 2;
        continue;
      }
      audit.replay(page);
      counterparts(page).forEach(audit::withoutCounterpart);
      if (to == last) {
        return;
      }
      from = to + 1;
      width = page.isEmpty() ? Math.min(2 * width, Long.MAX_VALUE / 4) : PAGE;
    }
  }

  /** The entries of transactions with others that these others' ledgers do not confirm. */
  private List<Posting> counterparts(List<Posting> page) {
    Map<LedgerKey, Posting> wanted = new TreeMap<>();
    for (Posting posting : page) {
      LedgerKey other = Counterpart.keyOf(posting);
      if (other != null) {
        wanted.put(other, posting);
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<LedgerKey, LedgerEntry> found = Caches.ledger(ignite).getAll(wanted.keySet());
    List<Posting> alone = new ArrayList<>();
    wanted.forEach(
        (key, posting) -> {
          if (!Counterpart.mirrors(posting, found.get(key))
              && !Counterpart.mirrors(posting, locked(key))) {
            alone.add(posting);
          }
        });
    return alone;
  }

  /** An entry after all that was under way for its player. */
  private @Nullable LedgerEntry locked(LedgerKey key) {
    return underLock(key.playerId(), () -> Caches.ledger(ignite).get(key));
  }

  /** In order of the sequence. Of more than so many, those with the highest sequences. */
  private List<Posting> entries(long playerId, IndexQueryCriterion range, int limit) {
    IndexQuery<LedgerKey, LedgerEntry> query =
        new IndexQuery<LedgerKey, LedgerEntry>(LedgerEntry.class, CacheConfigurations.NEWEST_FIRST)
            .setCriteria(IndexQueryCriteriaBuilder.eq("playerId", playerId), range)
            .setLimit(limit);
    query.setPartition(partition(playerId));
    List<Posting> entries = new ArrayList<>();
    try (var cursor = Caches.ledger(ignite).query(query)) {
      for (Cache.Entry<LedgerKey, LedgerEntry> entry : cursor) {
        entries.add(new Posting(entry.getKey(), entry.getValue()));
      }
    }
    Collections.reverse(entries);
    return entries;
  }

  /** What the open withdrawals of a partition hold, by player and transaction; they are few. */
  Map<Long, Map<UUID, Long>> withdrawals(int partition) {
    Map<Long, Map<UUID, Long>> byPlayer = new HashMap<>();
    ScanQuery<PendingKey, Pending> scan = new ScanQuery<>();
    scan.setPartition(partition);
    try (var cursor = Caches.pending(ignite).query(scan)) {
      for (Cache.Entry<PendingKey, Pending> entry : cursor) {
        Pending pending = entry.getValue();
        if (pending.kind() == PendingKind.WITHDRAWAL && pending.isOpen()) {
          byPlayer
              .computeIfAbsent(entry.getKey().playerId(), player -> new HashMap<>())
              .put(entry.getKey().transactionId(), pending.amountMinor());
        }
      }
    }
    return byPlayer;
  }

  private int partition(long playerId) {
    return ignite.<Long>affinity(CacheName.WALLETS.id()).partition(playerId);
  }
}
