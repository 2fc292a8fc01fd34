package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that the grid holds of some players, as it was read in the end. */
record Books(
    Map<Long, Wallet> wallets,
    Map<LedgerKey, LedgerEntry> ledger,
    Map<ItemKey, Item> items,
    Map<PendingKey, Pending> pending,
    Map<SeedKey, RevealedSeed> revealed) {

  /** An entry with its key. */
  record Line(LedgerKey key, LedgerEntry entry) {
    long player() {
      return key.playerId();
    }

    /** What the player was told of it. */
    Json reply() {
      return Json.of(new String(entry.reply(), StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return entry.kind() + " " + key + " #" + entry.sequence();
    }
  }

  static Books empty() {
    return new Books(
        new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** Each player's entries by their sequence. */
  Map<Long, List<Line>> ledgers() {
    Map<Long, List<Line>> ledgers = new TreeMap<>();
    ledger.forEach(
        (key, entry) ->
            ledgers
                .computeIfAbsent(key.playerId(), player -> new ArrayList<>())
                .add(new Line(key, entry)));
    ledgers.values().forEach(l -> l.sort(Comparator.comparingLong(e -> e.entry().sequence())));
    return ledgers;
  }
}
