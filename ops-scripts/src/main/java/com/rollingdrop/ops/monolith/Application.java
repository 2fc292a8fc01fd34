package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.ImportPlan;
import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.compute.command.ImportedPlayer;
import com.rollingdrop.compute.command.OpenWallet;
import com.rollingdrop.grid.model.ItemKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the players who may differ to what the monolith has, some hundred at a time: first it
 * takes out of everybody's hands what has gone from there, then it brings the rest. What differs is
 * looked up in the grid each time, so it goes on wherever an earlier one was stopped. Used by one
 * thread.
 */
final class Application {
  private static final int ROUNDS_MAX = 3;

  private final Wanted wanted;
  private final GridState grid;
  private final GridWriter writer;
  private final ReadProgress progress;
  private final int playersAtOnce;

  /**
   * @param playersAtOnce that have a command under way
   */
  Application(
      Wanted wanted, GridState grid, GridWriter writer, ReadProgress progress, int playersAtOnce) {
    this.wanted = wanted;
    this.grid = grid;
    this.writer = writer;
    this.progress = progress;
    this.playersAtOnce = playersAtOnce;
  }

  /** Writes what differs; tells why players are left who differ still. */
  Map<Long, String> run() throws SQLException {
    Map<Long, String> left = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS_MAX && wanted.dirtyCount() > 0; round++) {
      left.clear();
      forAllDirty(ids -> takeOut(ids, left));
      forAllDirty(ids -> bring(ids, left));
      progress.done();
    }
    return left;
  }

  @FunctionalInterface
  private interface Step {
    void of(List<Long> ids) throws SQLException;
  }

  private void forAllDirty(Step step) throws SQLException {
    long after = Long.MIN_VALUE;
    for (List<Long> ids = wanted.dirty(after, playersAtOnce);
        !ids.isEmpty();
        ids = wanted.dirty(after, playersAtOnce)) {
      step.of(ids);
      after = ids.get(ids.size() - 1);
    }
  }

  private void takeOut(List<Long> ids, Map<Long, String> left) throws SQLException {
    Map<Long, GridState.Player> here = grid.players(ids);
    here.values().removeIf(player -> player.state().items().isEmpty());
    if (here.isEmpty()) {
      return;
    }
    Map<Long, List<Command>> commands = new HashMap<>();
    wanted
        .players(List.copyOf(here.keySet()))
        .forEach(
            (id, there) -> {
              GridState.Player player = here.get(id);
              if (player != null) {
                commands.put(
                    id,
                    List.copyOf(
                        ImportPlan.takingOut(
                            id, player.sequence(), player.state(), there.state())));
              }
            });
    note(writer.send(commands), left);
  }

  private void bring(List<Long> ids, Map<Long, String> left) throws SQLException {
    Map<Long, Wanted.Player> there = wanted.players(ids);
    Map<Long, GridState.Player> here = grid.players(ids);
    Set<ItemKey> places = existingPlaces(there, here);
    Map<Long, List<Command>> commands = new HashMap<>();
    there.forEach(
        (id, player) -> {
          GridState.Player now = here.get(id);
          List<Command> plan =
              new ArrayList<>(
                  ImportPlan.bringing(
                      id,
                      now == null ? 0 : now.sequence(),
                      now == null ? ImportedPlayer.NOTHING : now.state(),
                      located(id, player, places)));
          if (plan.isEmpty() && now == null && !player.gone()) {
            plan.add(new OpenWallet(id));
          }
          commands.put(id, plan);
        });
    Map<Long, GridWriter.Failure> failures = writer.send(commands);
    note(failures, left);
    List<Long> clean = new ArrayList<>(ids);
    clean.removeIf(id -> failures.containsKey(id) || left.containsKey(id));
    wanted.markClean(clean);
    progress.rows("players written", clean.size());
  }

  private void note(Map<Long, GridWriter.Failure> failures, Map<Long, String> left)
      throws SQLException {
    List<Long> played = new ArrayList<>();
    failures.forEach(
        (id, failure) -> {
          left.put(id, failure.reason());
          if (failure.played()) {
            played.add(id);
          }
        });
    if (!played.isEmpty()) {
      wanted.find(played, "has played in the grid already");
      wanted.markClean(played);
    }
  }

  /** Where the items that come to these players are in the hands of somebody else. */
  private Set<ItemKey> existingPlaces(
      Map<Long, Wanted.Player> there, Map<Long, GridState.Player> here) {
    Set<ItemKey> possible = new HashSet<>();
    there.forEach(
        (id, player) -> {
          GridState.Player now = here.get(id);
          player
              .places()
              .forEach(
                  (item, owners) -> {
                    if (now == null || !now.state().items().containsKey(item)) {
                      owners.stream()
                          .filter(owner -> owner != id.longValue())
                          .forEach(owner -> possible.add(new ItemKey(owner, item)));
                    }
                  });
        });
    return grid.existing(possible);
  }

  private static ImportedPlayer located(long id, Wanted.Player player, Set<ItemKey> places) {
    Map<UUID, ImportedItem> items = new HashMap<>(player.state().items());
    player
        .places()
        .forEach(
            (item, owners) -> {
              for (long owner : owners) {
                if (owner != id && places.contains(new ItemKey(owner, item))) {
                  items.computeIfPresent(item, (key, value) -> value.takenFrom(owner));
                }
              }
            });
    return new ImportedPlayer(player.state().cashMinor(), player.state().promoMinor(), items);
  }
}
