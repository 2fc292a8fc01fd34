package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state with decisions laid over it that are not written yet, and those decisions as one. What
 * comes and goes again in between leaves no trace in it.
 */
final class Staged implements State {
  private final State before;
  private final Map<Long, Wallet> wallets = new LinkedHashMap<>();
  private final Map<ItemKey, Item> items = new LinkedHashMap<>();
  private final Set<ItemKey> itemsGone = new LinkedHashSet<>();
  // In the order in which they were decided, which is the order of each player's ledger.
  private final Map<LedgerKey, LedgerEntry> entries = new LinkedHashMap<>();
  private final Map<PendingKey, Pending> pending = new LinkedHashMap<>();
  private final Map<SeedKey, RevealedSeed> revealed = new LinkedHashMap<>();
  private final Map<BoxPlayerKey, Integer> sold = new LinkedHashMap<>();
  private final Map<BoxPlayerKey, GuaranteeCounter> counters = new LinkedHashMap<>();

  Staged(State before) {
    this.before = before;
  }

  @Override
  public @Nullable Wallet wallet(long playerId) {
    Wallet wallet = wallets.get(playerId);
    return wallet != null ? wallet : before.wallet(playerId);
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    Item item = items.get(key);
    return item != null || itemsGone.contains(key) ? item : before.item(key);
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    LedgerEntry entry = entries.get(key);
    return entry != null ? entry : before.entry(key);
  }

  @Override
  public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
    List<LedgerEntry> latest = new ArrayList<>();
    entries.forEach(
        (key, entry) -> {
          if (key.playerId() == playerId) {
            latest.add(entry);
          }
        });
    Collections.reverse(latest);
    latest.addAll(before.latestEntries(playerId, fromMs, limit));
    return latest.subList(0, Math.min(limit, latest.size()));
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    return before.isClosed(key);
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    Pending known = pending.get(key);
    if (known == null) {
      return before.pending(key);
    }
    return known.isOpen() ? known : null;
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    int taken = sold.getOrDefault(key, 0);
    return before.drawsLeft(key, taken + draws) - taken;
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    GuaranteeCounter counter = counters.get(key);
    return counter != null ? counter : before.counter(key);
  }

  /** Lays one more decision over it. */
  void add(Decision decision) {
    wallets.putAll(decision.wallets());
    for (ItemKey gone : decision.itemsGone()) {
      items.remove(gone);
      if (before.item(gone) != null) {
        itemsGone.add(gone);
      }
    }
    decision.items().keySet().forEach(itemsGone::remove);
    items.putAll(decision.items());
    entries.putAll(decision.entries());
    pending.putAll(decision.pending());
    revealed.putAll(decision.revealed());
    decision.sold().forEach((key, draws) -> sold.merge(key, draws, Integer::sum));
    counters.putAll(decision.counters());
  }

  /** All of it as one decision. */
  Decision done(byte[] reply) {
    return new Decision(
        new Outcome.Done(reply, false),
        wallets,
        items,
        itemsGone,
        entries,
        pending,
        revealed,
        sold,
        counters);
  }
}
