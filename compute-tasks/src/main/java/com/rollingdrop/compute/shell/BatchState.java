package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.Invariants;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.State;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.ClosedKey;
import com.rollingdrop.grid.model.ClosedTransactions;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.affinity.Affinity;
import org.jspecify.annotations.Nullable;

/**
 * The state of one batch inside its transaction: what was read, and what is to be written. The one
 * place where a decision becomes state. Confined to the batch's thread.
 */
final class BatchState implements State {
  /**
   * Younger entries are never closed; so of a younger player nothing is, and none is looked for.
   */
  private static final long CLOSED_AFTER_MS = TimeUnit.DAYS.toMillis(Settings.LEDGER_DAYS_MIN);

  private final Map<Long, Boolean> guardedHere = new HashMap<>();
  private final Overlay<Long, Wallet> wallets;
  private final Overlay<LedgerKey, LedgerEntry> entries;
  private final Overlay<ItemKey, Item> items;
  // Follows from the items, and is only written.
  private final Overlay<ItemKey, Item> listings;
  private final Overlay<PendingKey, Pending> pending;
  private final Overlay<ClosedKey, ClosedTransactions> closed;
  private final long nowMs;
  private final @Nullable BoxRows boxRows;
  private final IgniteCache<SeedKey, RevealedSeed> revealedSeeds;
  private final SortedMap<SeedKey, RevealedSeed> revealed = new TreeMap<>();
  private final CommittedLedger committed;
  // What leaves the grid goes to the mirror all the same, as its last trace.
  private final SortedMap<PendingKey, Pending> ended = new TreeMap<>();

  /**
   * Reads what the commands are known to need; wallets first, for their locks guard the rest.
   *
   * @param nowMs epoch milliseconds
   * @param boxRows null when no box among the commands' has a stock or a guarantee
   */
  BatchState(Ignite ignite, List<Command> commands, long nowMs, @Nullable BoxRows boxRows) {
    this.wallets = new Overlay<>(Caches.wallets(ignite));
    this.entries = new Overlay<>(Caches.ledger(ignite), key -> isGuardedHere(key.playerId()));
    this.items = new Overlay<>(Caches.items(ignite), key -> isGuardedHere(key.playerId()));
    this.listings = new Overlay<>(Caches.listings(ignite));
    this.pending = new Overlay<>(Caches.pending(ignite), key -> isGuardedHere(key.playerId()));
    this.closed =
        new Overlay<>(Caches.closedTransactions(ignite), key -> isGuardedHere(key.playerId()));
    this.nowMs = nowMs;
    this.boxRows = boxRows;
    this.committed = new CommittedLedger(ignite);
    this.revealedSeeds = Caches.revealedSeeds(ignite);
    for (Command command : commands) {
      command.players().forEach(wallets::want);
      command.entries().forEach(entries::want);
      command.pending().forEach(pending::want);
    }
    wallets.fetch();
    // Only now: a lock pins the topology, before it the primary could still move.
    Affinity<Long> affinity = ignite.affinity(CacheName.WALLETS.id());
    wallets
        .seen()
        .forEach(
            player ->
                guardedHere.put(player, affinity.isPrimary(ignite.cluster().localNode(), player)));
    entries.fetch();
    pending.fetch();
    // Some items are only known by the entries and pending transactions that name them.
    for (Command command : commands) {
      command.items(this).forEach(items::want);
    }
    items.fetch();
    if (boxRows != null) {
      boxRows.fetch(commands);
    }
  }

  private boolean isGuardedHere(long playerId) {
    return guardedHere.getOrDefault(playerId, false);
  }

  @Override
  public @Nullable Wallet wallet(long playerId) {
    return wallets.get(playerId);
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    return items.get(key);
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    return entries.get(key);
  }

  @Override
  public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
    List<LedgerEntry> latest = new ArrayList<>();
    entries
        .changed()
        .forEach(
            (key, entry) -> {
              if (key.playerId() == playerId) {
                latest.add(entry);
              }
            });
    latest.sort(Comparator.comparingLong(LedgerEntry::sequence).reversed());
    long before = latest.isEmpty() ? Long.MAX_VALUE : latest.get(latest.size() - 1).sequence();
    latest.addAll(committed.latest(playerId, before, fromMs, limit));
    return latest.subList(0, Math.min(limit, latest.size()));
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    Wallet wallet = wallet(key.playerId());
    if (wallet == null || nowMs - wallet.createdAtMs() < CLOSED_AFTER_MS) {
      return false;
    }
    ClosedTransactions transactions = closed.get(ClosedKey.of(key.playerId(), key.transactionId()));
    return transactions != null && transactions.contains(key.transactionId());
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    return pending.get(key);
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    return Objects.requireNonNull(boxRows).drawsLeft(key, draws);
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    return Objects.requireNonNull(boxRows).counter(key);
  }

  /**
   * Decides a command on what the commands before it have left.
   *
   * @throws BrokenInvariantException when the decision must not be written
   */
  Outcome apply(Command command, Surroundings at) {
    if (command.plain() instanceof LedgerCommand ledgerCommand) {
      Outcome earlier = ledgerCommand.earlier(this);
      if (earlier != null) {
        return earlier;
      }
    }
    Decision decision = command.decide(this, at);
    List<String> violations = Invariants.violations(this, decision);
    if (!violations.isEmpty()) {
      throw new BrokenInvariantException(violations);
    }
    decision.wallets().forEach(wallets::put);
    decision.entries().forEach(entries::put);
    decision.itemsGone().forEach(this::delist);
    decision.items().forEach(this::list);
    decision.itemsGone().forEach(items::remove);
    decision.items().forEach(items::put);
    decision.pending().forEach(this::put);
    revealed.putAll(decision.revealed());
    if (boxRows != null) {
      boxRows.put(decision);
    }
    return decision.outcome();
  }

  private void list(ItemKey key, Item value) {
    if (value.state() == ItemState.LISTED) {
      listings.put(key, value);
    } else {
      delist(key);
    }
  }

  /** Whoever changes an item has read it, so what was not read is new and was never for sale. */
  private void delist(ItemKey key) {
    Item before = items.known(key);
    if (before != null && before.state() == ItemState.LISTED) {
      listings.remove(key);
    }
  }

  private void put(PendingKey key, Pending value) {
    if (value.isOpen()) {
      pending.put(key, value);
    } else {
      pending.remove(key);
      ended.put(key, value);
    }
  }

  void write() {
    wallets.write();
    items.write();
    listings.write();
    entries.write();
    pending.write();
    if (boxRows != null) {
      boxRows.write();
    }
    if (!revealed.isEmpty()) {
      revealedSeeds.putAll(revealed);
    }
  }

  /** Hands on what was written, after the commit. */
  void tell(Mirror mirror) {
    mirror.committed(CacheName.WALLETS, wallets.changed());
    mirror.committed(CacheName.ITEMS, items.changed());
    mirror.committed(CacheName.LEDGER, entries.changed());
    mirror.committed(CacheName.PENDING, pending.changed());
    mirror.committed(CacheName.PENDING, ended);
    mirror.committed(CacheName.REVEALED_SEEDS, revealed);
    if (boxRows != null) {
      boxRows.tell(mirror);
    }
  }
}
