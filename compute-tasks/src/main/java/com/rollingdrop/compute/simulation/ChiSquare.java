package com.rollingdrop.compute.simulation;

import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.jspecify.annotations.Nullable;

/**
 * How far draws are from what the tickets say (Pearson). Draws among all items and draws among the
 * guaranteed ones are held against their own tickets, and the two added up: which of them a draw is
 * depends on those before it, what it gives does not. Items that are expected fewer than {@value
 * #EXPECTED_MIN} times count together, as the usual rule has it.
 *
 * @param degreesOfFreedom 0 when there is nothing to compare
 * @param chance that fair draws are as far away or farther; null when there is nothing to compare
 */
public record ChiSquare(double statistic, int degreesOfFreedom, @Nullable Double chance) {
  private static final double EXPECTED_MIN = 5;

  private record Cell(long draws, double expected) {
    Cell plus(Cell other) {
      return new Cell(draws + other.draws, expected + other.expected);
    }
  }

  static ChiSquare of(TicketTable box, Tally tally) {
    ChiSquare ordinary = of(tally.ordinary(), box.items());
    ChiSquare guaranteed =
        box.guarantee() == null
            ? new ChiSquare(0, 0, null)
            : of(tally.guaranteed(), box.guaranteed());
    return of(
        ordinary.statistic + guaranteed.statistic,
        ordinary.degreesOfFreedom + guaranteed.degreesOfFreedom);
  }

  static ChiSquare of(long[] draws, TicketRanges ranges) {
    double perTicket = ItemHits.perTicket(draws, ranges);
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < draws.length; i++) {
      cells.add(new Cell(draws[i], ranges.item(i).tickets() * perTicket));
    }
    List<Cell> pooled = pooled(cells);
    double statistic = 0;
    for (Cell cell : pooled) {
      double off = cell.draws - cell.expected;
      statistic += off * off / cell.expected;
    }
    return pooled.size() < 2 ? new ChiSquare(0, 0, null) : of(statistic, pooled.size() - 1);
  }

  private static ChiSquare of(double statistic, int degreesOfFreedom) {
    return new ChiSquare(
        statistic,
        degreesOfFreedom,
        degreesOfFreedom == 0
            ? null
            : RegularizedGamma.Q.value(degreesOfFreedom / 2.0, statistic / 2));
  }

  /** Puts the rarest together until all are expected often enough. */
  private static List<Cell> pooled(List<Cell> cells) {
    List<Cell> pooled = new ArrayList<>();
    Cell rare = new Cell(0, 0);
    for (Cell cell : cells.stream().sorted(Comparator.comparingDouble(Cell::expected)).toList()) {
      if (rare.expected < EXPECTED_MIN && (rare.expected > 0 || cell.expected < EXPECTED_MIN)) {
        rare = rare.plus(cell);
      } else {
        pooled.add(cell);
      }
    }
    if (rare.expected >= EXPECTED_MIN) {
      pooled.add(rare);
    }
    return pooled;
  }
}
