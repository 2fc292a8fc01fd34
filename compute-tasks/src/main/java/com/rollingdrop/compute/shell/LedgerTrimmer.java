package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.Leaving;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.ClosedKey;
import com.rollingdrop.grid.model.ClosedTransactions;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the oldest entries of one player's ledger leave the grid. Before it does, the entries are
 * audited for the last time, hash chain included, and the archive is asked whether it has each of
 * them as it is. Then, under the lock of the wallet and in one transaction, the entries go and the
 * player's {@link LedgerStart} takes their place; of the transactions eight bytes each stay, so
 * that none is done twice. Thread-safe.
 */
final class LedgerTrimmer {
  /** Most entries of one transaction; a player waits for it. */
  static final int ENTRIES_MAX = 200;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerTrimmer.class);
  private static final long LOCK_TIMEOUT_MS = 5_000;
  private static final Leaving.Open NOTHING_OPEN = new Leaving.Open(Set.of(), Set.of());

  /** What became of a try. */
  enum Result {
    /** As many entries as may go at once; there may be more. */
    TRIMMED,
    /** None is old enough. */
    NOTHING_DUE,
    /** The next entry is old enough, and something that is open refers to it. */
    OPEN,
    /** The archive lacks an entry, or has it different. */
    NOT_ARCHIVED,
    /** The archive can't be asked now. */
    ARCHIVE_AWAY,
    /** The audit has found something in what was to go. */
    FAULTY,
    /** Something has changed meanwhile. */
    CHANGED
  }

  /**
   * What one try did.
   *
   * @param entries that have left the grid
   */
  record Trimmed(Result result, int entries) {
    static Trimmed nothing(Result why) {
      return new Trimmed(why, 0);
    }
  }

  private final Ignite ignite;
  private final LedgerArchive archive;
  private final Mirror mirror;
  private final PlayerLedger ledger;

  LedgerTrimmer(Ignite ignite, LedgerArchive archive, Mirror mirror) {
    this.ignite = ignite;
    this.archive = archive;
    this.mirror = mirror;
    this.ledger = new PlayerLedger(ignite);
  }

  /**
   * Tries it once.
   *
   * @param beforeMs entries of this time and later stay; epoch milliseconds
   * @param limited whether a box is one whose draws are counted
   */
  Trimmed trim(long playerId, long beforeMs, Predicate<String> limited) {
    LedgerStart start = Caches.ledgerStarts(ignite).get(playerId);
    long first = start == null ? 1 : start.sequence() + 1;
    // Most players have nothing that is due: one entry tells.
    if (Leaving.of(start, entries(playerId, first, first), beforeMs, NOTHING_OPEN)
        .postings()
        .isEmpty()) {
      return Trimmed.nothing(Result.NOTHING_DUE);
    }
    List<Posting> oldest = entries(playerId, first, first + ENTRIES_MAX - 1);
    Leaving leaving = Leaving.of(start, oldest, beforeMs, open(playerId, oldest));
    if (leaving.postings().isEmpty()) {
      return Trimmed.nothing(leaving.isHeld() ? Result.OPEN : Result.NOTHING_DUE);
    }
    LedgerAudit audit = new LedgerAudit(playerId, true, start);
    audit.replay(leaving.postings());
    if (!audit.isClean()) {
      LOG.error("what is found stays in the grid: {}", audit.findings());
      return Trimmed.nothing(Result.FAULTY);
    }
    Map<LedgerKey, LedgerEntry> entries = new TreeMap<>();
    leaving.postings().forEach(posting -> entries.put(posting.key(), posting.entry()));
    OptionalLong digest;
    try {
      digest = archive.digest(entries);
    } catch (RuntimeException e) {
      LOG.warn("no entry leaves the grid now: {}", e.getMessage());
      return Trimmed.nothing(Result.ARCHIVE_AWAY);
    }
    if (digest.isEmpty()) {
      LOG.warn(
          "player {}: {} entries from {} on stay, they are not all in Postgres as they are",
          playerId,
          entries.size(),
          first);
      return Trimmed.nothing(Result.NOT_ARCHIVED);
    }
    long before = start == null ? 0 : start.rowsDigest();
    LedgerStart closed = audit.closed(limited, before + digest.getAsLong());
    if (!replace(playerId, start, entries, leaving.postings(), closed)) {
      return Trimmed.nothing(Result.CHANGED);
    }
    mirror.committed(CacheName.LEDGER_STARTS, Map.of(playerId, closed));
    return new Trimmed(Result.TRIMMED, entries.size());
  }

  private boolean replace(
      long playerId,
      @Nullable LedgerStart start,
      Map<LedgerKey, LedgerEntry> entries,
      List<Posting> postings,
      LedgerStart closed) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(
                TransactionConcurrency.PESSIMISTIC,
                TransactionIsolation.REPEATABLE_READ,
                LOCK_TIMEOUT_MS,
                0)) {
      // Locks it: from here on nothing of the player changes.
      if (Caches.wallets(ignite).get(playerId) == null
          || !isSame(start, Caches.ledgerStarts(ignite).get(playerId))
          || !isSame(entries, Caches.ledger(ignite).getAll(entries.keySet()))) {
        return false;
      }
      Leaving.Open open = open(playerId, postings);
      if (postings.stream().anyMatch(open::refersTo)) {
        return false;
      }
      remember(entries.keySet());
      Caches.ledgerStarts(ignite).put(playerId, closed);
      Caches.ledger(ignite).removeAll(entries.keySet());
      transaction.commit();
      return true;
    } catch (RuntimeException e) {
      // If it was committed all the same, the next look finds it so.
      LOG.warn("player {}: entries stay for another try: {}", playerId, e.toString());
      return false;
    }
  }

  /** So that none of their idempotency keys is ever used again. */
  private void remember(Set<LedgerKey> entries) {
    SortedMap<ClosedKey, List<UUID>> ids = new TreeMap<>();
    for (LedgerKey entry : entries) {
      ids.computeIfAbsent(
              ClosedKey.of(entry.playerId(), entry.transactionId()), key -> new ArrayList<>())
          .add(entry.transactionId());
    }
    Map<ClosedKey, ClosedTransactions> before =
        Caches.closedTransactions(ignite).getAll(new TreeSet<>(ids.keySet()));
    SortedMap<ClosedKey, ClosedTransactions> after = new TreeMap<>();
    ids.forEach(
        (key, more) ->
            after.put(key, before.getOrDefault(key, ClosedTransactions.NONE).with(more)));
    Caches.closedTransactions(ignite).putAll(after);
  }

  private static boolean isSame(@Nullable LedgerStart one, @Nullable LedgerStart other) {
    return one == null ? other == null : other != null && one.sequence() == other.sequence();
  }

  private static boolean isSame(
      Map<LedgerKey, LedgerEntry> before, Map<LedgerKey, LedgerEntry> now) {
    return before.entrySet().stream()
        .allMatch(
            entry -> {
              LedgerEntry same = now.get(entry.getKey());
              return same != null && Arrays.equals(same.hash(), entry.getValue().hash());
            });
  }

  /** What of all that these entries have begun is open still. */
  private Leaving.Open open(long playerId, List<Posting> postings) {
    SortedSet<PendingKey> pending = new TreeSet<>();
    SortedSet<ItemKey> items = new TreeSet<>();
    for (Posting posting : postings) {
      UUID reference = posting.entry().referenceId();
      pending.add(new PendingKey(playerId, posting.key().transactionId()));
      if (reference != null) {
        pending.add(new PendingKey(playerId, reference));
        if (posting.entry().kind() == TransactionKind.LISTING) {
          items.add(new ItemKey(playerId, reference));
        }
      }
    }
    Set<UUID> transactions = new HashSet<>();
    Caches.pending(ignite)
        .getAll(pending)
        .keySet()
        .forEach(key -> transactions.add(key.transactionId()));
    Set<UUID> listed = new HashSet<>();
    Caches.items(ignite)
        .getAll(items)
        .forEach(
            (key, item) -> {
              if (item.state() == ItemState.LISTED) {
                listed.add(key.itemId());
              }
            });
    return new Leaving.Open(transactions, listed);
  }

  private List<Posting> entries(long playerId, long from, long to) {
    return ledger.entries(playerId, IndexQueryCriteriaBuilder.between("sequence", from, to));
  }
}
