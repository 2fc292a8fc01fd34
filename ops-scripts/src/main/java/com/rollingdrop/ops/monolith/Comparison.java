package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.client.PlayerSum;
import com.rollingdrop.compute.client.PlayerSums;
import com.rollingdrop.ops.OpsException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares every player whom the monolith has with the grid: cash, promotional money, and the items
 * by number, value and digest. Used by one thread.
 */
final class Comparison {
  private static final int TOLD_MAX = 100;

  private final PlayerSums grid;
  private final Wanted wanted;
  private final List<String> told = new ArrayList<>();
  private Totals ofMonolith = Totals.NONE;
  private Totals ofGrid = Totals.NONE;
  private long differing;
  private long others;

  /**
   * What came out.
   *
   * @param monolith of the players who can be imported
   * @param grid of the same players
   * @param differing players who are not the same here and there; they are marked as such
   * @param told the first of them, and how they differ
   * @param others players of the grid whom the monolith does not have, or who cannot be imported
   */
  record Result(Totals monolith, Totals grid, long differing, List<String> told, long others) {}

  private Comparison(PlayerSums grid, Wanted wanted) {
    this.grid = grid;
    this.wanted = wanted;
  }

  static Result run(PlayerSums grid, Wanted wanted) {
    Comparison comparison = new Comparison(grid, wanted);
    comparison.compare();
    return new Result(
        comparison.ofMonolith,
        comparison.ofGrid,
        comparison.differing,
        comparison.told,
        comparison.others);
  }

  private void compare() {
    grid.forAll(
        (partitions, players) -> {
          try {
            compare(wanted.sums(partitions), players);
          } catch (SQLException e) {
            throw new OpsException("Postgres does not answer: " + e.getMessage(), e);
          }
        });
  }

  private void compare(Map<Long, Wanted.Sum> there, List<PlayerSum> players) throws SQLException {
    Map<Long, PlayerSum> here = new HashMap<>();
    players.forEach(player -> here.put(player.playerId(), player));
    List<Long> dirty = new ArrayList<>();
    for (Wanted.Sum sum : there.values()) {
      PlayerSum player = here.remove(sum.playerId());
      if (sum.gone() && player == null) {
        continue;
      }
      if (!sum.gone()) {
        ofMonolith =
            ofMonolith.plus(sum.cashMinor(), sum.promoMinor(), sum.items(), sum.valueMinor());
        if (player != null) {
          ofGrid =
              ofGrid.plus(
                  player.cashMinor(), player.promoMinor(), player.items(), player.valueMinor());
        }
      }
      String difference = difference(sum, player);
      if (difference != null) {
        differing++;
        dirty.add(sum.playerId());
        if (told.size() < TOLD_MAX) {
          told.add("player " + sum.sourceKey() + " (" + sum.playerId() + "): " + difference);
        }
      }
    }
    others += here.size();
    wanted.markDirty(dirty);
  }

  private static @Nullable String difference(Wanted.Sum there, @Nullable PlayerSum here) {
    if (here == null) {
      return "is not in the grid";
    }
    if (there.cashMinor() != here.cashMinor()) {
      return "cash is " + there.cashMinor() + ", the grid has " + here.cashMinor();
    }
    if (here.heldMinor() != 0) {
      return "the grid has " + here.heldMinor() + " held";
    }
    if (there.promoMinor() != here.promoMinor()) {
      return "promotional money is " + there.promoMinor() + ", the grid has " + here.promoMinor();
    }
    if (there.items() != here.items() || there.valueMinor() != here.valueMinor()) {
      return there.items()
          + " items worth "
          + there.valueMinor()
          + ", the grid has "
          + here.items()
          + " worth "
          + here.valueMinor();
    }
    return there.hash() == here.hash() ? null : "other items, of the same number and value";
  }
}
