package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a {@link World} holds, to be compared. */
final class Snapshot {
  private Snapshot() {}

  /** What players have, whatever the way they came to it: money, items, what is open. */
  record Possessions(
      Map<Long, Long> availableMinor,
      Map<Long, Long> heldMinor,
      Map<Long, Long> promoMinor,
      Map<UUID, String> items,
      Map<PendingKey, Long> pending) {

    /** The player's cash, minor units. */
    long moneyOf(long player) {
      return Objects.requireNonNull(availableMinor.get(player));
    }
  }

  static Possessions possessions(World world) {
    return new Possessions(
        of(world.wallets, Wallet::availableMinor),
        of(world.wallets, Wallet::heldMinor),
        of(world.wallets, Wallet::promoMinor),
        world.items.entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> each.getKey().itemId(),
                    each -> said(each.getKey().playerId(), each.getValue()))),
        of(world.pending, Pending::expiresAtMs));
  }

  private static String said(long player, Item item) {
    ItemState state = item.state();
    return player + " has it " + state + (state == ItemState.LISTED ? item.askMinor() : "");
  }

  /** Everything, to the letter: no value is ever changed, so the same one is the same object. */
  record Everything(
      Map<Long, Wallet> wallets,
      Map<ItemKey, Item> items,
      Map<LedgerKey, LedgerEntry> entries,
      Map<PendingKey, Pending> pending,
      Map<String, Long> drawsLeft,
      Map<BoxPlayerKey, GuaranteeCounter> counters) {}

  static Everything everything(World world) {
    return new Everything(
        Map.copyOf(world.wallets),
        Map.copyOf(world.items),
        Map.copyOf(world.entries),
        Map.copyOf(world.pending),
        Map.copyOf(world.drawsLeft),
        Map.copyOf(world.counters));
  }

  private static <K extends Comparable<K>, V, R> Map<K, R> of(Map<K, V> map, Function<V, R> part) {
    Map<K, R> parts = new TreeMap<>();
    map.forEach((key, value) -> parts.put(key, part.apply(value)));
    return parts;
  }
}
