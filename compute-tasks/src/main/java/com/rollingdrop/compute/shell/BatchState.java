package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.jspecify.annotations.Nullable;

/**
 * The state of one batch inside its transaction: what was read, and what is to be written. The one
 * place where a decision becomes state. Confined to the batch's thread.
 */
final class BatchState {
  private final Map<Long, Wallet> walletsBefore;
  private final Map<LedgerKey, LedgerEntry> entriesBefore;
  private final SortedMap<Long, Wallet> wallets = new TreeMap<>();
  private final SortedMap<LedgerKey, LedgerEntry> entries = new TreeMap<>();
  private final SortedMap<ItemKey, Item> items = new TreeMap<>();
  private final SortedMap<SeedKey, RevealedSeed> revealed = new TreeMap<>();

  BatchState(Map<Long, Wallet> walletsBefore, Map<LedgerKey, LedgerEntry> entriesBefore) {
    this.walletsBefore = walletsBefore;
    this.entriesBefore = entriesBefore;
  }

  Outcome apply(Command command, Surroundings at) {
    if (command instanceof LedgerCommand ledgerCommand) {
      LedgerEntry first = entry(ledgerCommand.ledgerKey());
      if (first != null) {
        return ledgerCommand.repeated(first);
      }
    }
    Decision decision = command.decide(wallet(command.playerId()), at);
    if (decision.wallet() != null) {
      wallets.put(command.playerId(), decision.wallet());
    }
    if (decision.entry() != null && command instanceof LedgerCommand ledgerCommand) {
      entries.put(ledgerCommand.ledgerKey(), decision.entry());
    }
    items.putAll(decision.items());
    revealed.putAll(decision.revealed());
    return decision.outcome();
  }

  void write(Ignite ignite) {
    write(Caches.wallets(ignite), wallets);
    write(Caches.items(ignite), items);
    write(Caches.ledger(ignite), entries);
    write(Caches.revealedSeeds(ignite), revealed);
  }

  /** Hands on what was written, after the commit. */
  void tell(Mirror mirror) {
    mirror.committed(CacheName.WALLETS, wallets);
    mirror.committed(CacheName.ITEMS, items);
    mirror.committed(CacheName.LEDGER, entries);
    mirror.committed(CacheName.REVEALED_SEEDS, revealed);
  }

  private static <K, V> void write(IgniteCache<K, V> cache, Map<K, V> values) {
    if (!values.isEmpty()) {
      cache.putAll(values);
    }
  }

  private @Nullable Wallet wallet(long playerId) {
    Wallet changed = wallets.get(playerId);
    return changed != null ? changed : walletsBefore.get(playerId);
  }

  private @Nullable LedgerEntry entry(LedgerKey key) {
    LedgerEntry added = entries.get(key);
    return added != null ? added : entriesBefore.get(key);
  }
}
