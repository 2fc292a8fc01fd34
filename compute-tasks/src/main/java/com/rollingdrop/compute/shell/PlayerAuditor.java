package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Counterpart;
import com.rollingdrop.compute.audit.Holdings;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
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
 * lock of the wallet, which every command of the player holds until it is committed. The ledger
 * from its start up to the wallet's sequence never changes and is read without the lock, page by
 * page.
 *
 * <p>What is closed of a ledger ({@link LedgerStart}) may grow meanwhile; then it looks again, too.
 *
 * <p>Each read goes to the partition that holds the player, so it is right on any node and also on
 * a client, and quick on the player's primary. Thread-safe.
 */
public final class PlayerAuditor {
  private static final long LOCK_TIMEOUT_MS = 10_000;
  private static final int PAGE = 1_000;
  private static final int BEYOND_MAX = 100;

  /** A ledger is closed now and then, not all the time. */
  private static final int LOCKED_LOOKS_MAX = 3;

  private final Ignite ignite;
  private final PlayerLedger ledger;

  public PlayerAuditor(Ignite ignite) {
    this.ignite = ignite;
    this.ledger = new PlayerLedger(ignite);
  }

  /**
   * Audits a player.
   *
   * @param chain whether the hashes are computed again
   */
  public AuditTally audit(long playerId, boolean chain) {
    return audit(playerId, chain, withdrawals(ledger.partition(playerId)));
  }

  /**
   * @param withdrawals of the player's partition, read not long ago
   */
  AuditTally audit(long playerId, boolean chain, Map<Long, Map<UUID, Long>> withdrawals) {
    AuditTally tally =
        compare(playerId, chain, known(playerId, withdrawals.getOrDefault(playerId, Map.of())));
    for (int look = 0; !tally.isClean() && look < LOCKED_LOOKS_MAX; look++) {
      Known known = lockedKnown(playerId);
      tally = compare(playerId, chain, known);
      if (known.isStartOf(Caches.ledgerStarts(ignite).get(playerId))) {
        break;
      }
    }
    return tally;
  }

  /** What a player has at one moment, and where the ledger begins then. */
  private record Known(Holdings holdings, @Nullable LedgerStart start) {
    long closed() {
      return start == null ? 0 : start.sequence();
    }

    boolean isStartOf(@Nullable LedgerStart now) {
      return closed() == (now == null ? 0 : now.sequence());
    }
  }

  private AuditTally compare(long playerId, boolean chain, Known known) {
    LedgerAudit audit = new LedgerAudit(playerId, chain, known.start());
    replay(playerId, known.closed() + 1, known.holdings().sequence(), audit);
    audit.finish(known.holdings());
    return AuditTally.of(audit, known.holdings());
  }

  private Known known(long playerId, Map<UUID, Long> withdrawals) {
    LedgerStart start = Caches.ledgerStarts(ignite).get(playerId);
    return new Known(holdings(playerId, withdrawals), start);
  }

  private Known lockedKnown(long playerId) {
    return underLock(
        playerId,
        () ->
            known(
                playerId,
                withdrawals(ledger.partition(playerId)).getOrDefault(playerId, Map.of())));
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
    items.setPartition(ledger.partition(playerId));
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
        ledger.entries(playerId, IndexQueryCriteriaBuilder.gt("sequence", sequence), BEYOND_MAX);
    return new Holdings(wallet, beyond, inPlay, listed, outOfPlay, withdrawals);
  }

  /** The ledger in pages of sequences; where there is a hole, in ever larger steps. */
  private void replay(long playerId, long first, long last, LedgerAudit audit) {
    if (last < 1) {
      return;
    }
    long from = first;
    long width = PAGE;
    while (true) {
      long to = last - from < width ? last : from + width - 1;
      // What claims a sequence below the first is seen with the first page.
      IndexQueryCriterion range =
          from == first
              ? IndexQueryCriteriaBuilder.lte("sequence", to)
              : IndexQueryCriteriaBuilder.between("sequence", from, to);
      List<Posting> page = ledger.entries(playerId, range, 2 * PAGE);
      if (page.size() == 2 * PAGE && width > 1) {
        width /= 2;
        continue;
      }
      audit.replay(page);
      counterparts(page).forEach(audit::withoutCounterpart);
      if (to >= last) {
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
          // The second time after all that was under way for the other player.
          if (!isConfirmed(posting, key, found.get(key))
              && !underLock(
                  key.playerId(),
                  () -> isConfirmed(posting, key, Caches.ledger(ignite).get(key)))) {
            alone.add(posting);
          }
        });
    return alone;
  }

  private boolean isConfirmed(Posting posting, LedgerKey key, @Nullable LedgerEntry other) {
    return other != null
        ? Counterpart.mirrors(posting, other)
        : Counterpart.mayBeClosed(posting, Caches.ledgerStarts(ignite).get(key.playerId()));
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
}
