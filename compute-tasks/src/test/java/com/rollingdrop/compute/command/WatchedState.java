package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Watches what a decision reads. What a command does not name beforehand is read one by one and
 * locked out of order, which costs time and may end in a deadlock.
 */
final class WatchedState implements State {
  private final World world;
  private final Set<Long> wallets = new TreeSet<>();
  private final Set<ItemKey> items = new TreeSet<>();
  private final Set<LedgerKey> entries = new TreeSet<>();

  /**
   * Players whose ledgers are read through, which is slow anyway: what they refer to may be too.
   */
  private final Set<Long> histories = new HashSet<>();

  private final Set<PendingKey> pending = new TreeSet<>();
  private final Set<String> boxes = new TreeSet<>();
  private final Set<BoxPlayerKey> openings = new HashSet<>();

  WatchedState(World world) {
    this.world = world;
  }

  /** Decides the command, changes nothing, and fails when it reads what it has not named. */
  static Decision decide(World world, Command command) {
    WatchedState watched = new WatchedState(world);
    Surroundings at = world.at();
    Decision decision =
        command.decide(
            watched,
            new Surroundings(
                at.nowMs(),
                at.currency(),
                at.rules(),
                at.seeds(),
                box -> {
                  watched.boxes.add(box);
                  return at.boxes().apply(box);
                }));
    assertThat(command.players()).containsAll(watched.wallets);
    assertThat(command.boxes()).containsAll(watched.boxes);
    assertThat(command.openings())
        .extracting(opening -> new BoxPlayerKey(opening.playerId(), opening.boxId()))
        .containsAll(watched.openings);
    assertThat(command.pending()).containsAll(watched.pending);
    assertThat(command.entries()).containsAll(watched.entries);
    assertThat(command.items(world)).containsAll(watched.items);
    if (command instanceof LedgerCommand ledgerCommand) {
      assertThat(command.entries()).contains(ledgerCommand.ledgerKey());
    }
    decision.wallets().keySet().forEach(player -> assertThat(command.players()).contains(player));
    return decision;
  }

  @Override
  public @Nullable Wallet wallet(long playerId) {
    wallets.add(playerId);
    return world.wallet(playerId);
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    items.add(key);
    return world.item(key);
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    if (!histories.contains(key.playerId())) {
      entries.add(key);
    }
    return world.entry(key);
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    pending.add(key);
    return world.pending(key);
  }

  @Override
  public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
    wallets.add(playerId);
    histories.add(playerId);
    return world.latestEntries(playerId, fromMs, limit);
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    openings.add(key);
    return world.drawsLeft(key, draws);
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    wallets.add(key.playerId());
    return world.isClosed(key);
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    openings.add(key);
    return world.counter(key);
  }
}
