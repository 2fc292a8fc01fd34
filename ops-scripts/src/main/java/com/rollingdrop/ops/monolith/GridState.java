package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.compute.command.ImportedPlayer;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.ignite.Ignite;

/** What players have in the grid now. Thread-safe. */
final class GridState {
  private static final int PAGE = 1_000;

  private final Ignite ignite;
  private final PlayerReads reads;

  GridState(Ignite ignite) {
    this.ignite = ignite;
    this.reads = new PlayerReads(ignite);
  }

  /**
   * A player of the grid.
   *
   * @param sequence of the last ledger entry
   */
  record Player(long sequence, ImportedPlayer state) {}

  /** Those of these players who have a wallet. */
  Map<Long, Player> players(Collection<Long> ids) {
    Map<Long, Player> players = new HashMap<>();
    Caches.wallets(ignite)
        .getAll(new TreeSet<>(ids))
        .forEach((id, wallet) -> players.put(id, player(id, wallet)));
    return players;
  }

  private Player player(long id, Wallet wallet) {
    Map<UUID, ImportedItem> items = new HashMap<>();
    long before = wallet.sequence() + 1;
    List<PlayerReads.OwnedItem> page;
    do {
      page = before == 1 ? List.of() : reads.inventory(id, before, PAGE);
      for (PlayerReads.OwnedItem each : page) {
        items.put(each.itemId(), ImportedItem.of(each.itemId(), each.item()));
        before = each.item().acquiredSequence();
      }
    } while (page.size() >= PAGE);
    return new Player(
        wallet.sequence(), new ImportedPlayer(wallet.availableMinor(), wallet.promoMinor(), items));
  }

  /** Which of these keys there are, in play or not. */
  Set<ItemKey> existing(Set<ItemKey> keys) {
    return keys.isEmpty()
        ? Set.of()
        : new TreeMap<>(Caches.items(ignite).getAll(new TreeSet<>(keys))).keySet();
  }
}
