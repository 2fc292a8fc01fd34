package com.rollingdrop.compute.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From hits that are given to figures that were reckoned by hand. */
class FiguresTest {
  private static List<ItemHits> hits(long... valuesAndHits) {
    List<ItemHits> hits = new ArrayList<>();
    for (int i = 0; i < valuesAndHits.length; i += 2) {
      BoxItem item = new BoxItem("item-" + i, "Item", "ANY", valuesAndHits[i], 1);
      hits.add(new ItemHits(item, valuesAndHits[i + 1], 0));
    }
    return hits;
  }

  @Test
  void meanAndVarianceAreThoseOfTheSample() {
    // 2, 4, 4, 4, 5, 5, 7, 9: the mean is 5, the squares off it sum up to 32, of 7.
    Spread spread = Spread.of(hits(9, 1, 4, 3, 5, 2, 2, 1, 7, 1, 1_000, 0));

    assertThat(spread.mean()).isEqualTo(new BigDecimal("5.0000"));
    assertThat(spread.variance()).isEqualTo(new BigDecimal("4.5714"));
    assertThat(spread.standardDeviation()).isEqualTo(new BigDecimal("2.1381"));
  }

  @Test
  void aPercentileIsTheValueAtTheNearestRank() {
    // 1,000 values: 500 times 10, 449 times 20, 50 times 30, once 40.
    assertThat(Spread.of(hits(40, 1, 10, 500, 20, 449, 30, 50)).percentiles())
        .isEqualTo(new Percentiles(10, 10, 10, 10, 20, 30, 30, 30));
    assertThat(Spread.of(hits(10, 501, 20, 499)).percentiles().p50()).isEqualTo(10);
    assertThat(Spread.of(hits(10, 499, 20, 501)).percentiles().p50()).isEqualTo(20);
    assertThat(Spread.of(hits(7, 1)).percentiles())
        .isEqualTo(new Percentiles(7, 7, 7, 7, 7, 7, 7, 7));
  }

  @Test
  void sessionsAreAddedUpAndWhatIsLeftOverIsInNone() {
    TicketTable crate = Samples.table(Samples.CRATE);
    Tally tally = new Tally(crate, 7, 3);
    // 50 + 400 + 50, 50,000 + 50 + 50, and one more.
    for (int index : new int[] {0, 1, 0, 2, 0, 0, 2}) {
      tally.count(index, false);
    }

    assertThat(Sessions.of(tally, 250))
        .isEqualTo(
            new Sessions(
                3, 2, 750, 1, new Percentiles(500, 500, 500, 500, 50_100, 50_100, 50_100, 50_100)));
  }

  @Test
  void chiSquareIsPearsons() {
    // Six faces, 60 throws: (25 + 4 + 1 + 4 + 1 + 25) / 10 = 6 (5, 8, 9, 12, 11, 15).
    ChiSquare die = ChiSquare.of(new long[] {5, 8, 9, 12, 11, 15}, table(1, 1, 1, 1, 1, 1).items());

    assertThat(die.statistic()).isCloseTo(6.0, within(1e-9));
    assertThat(die.degreesOfFreedom()).isEqualTo(5);
    // From a table: 6.064 at 5 degrees of freedom has 0.30.
    assertThat(requireNonNull(die.chance())).isCloseTo(0.306, within(0.001));
  }

  @Test
  void whatIsRareCountsTogether() {
    // 100 draws at 1 + 2 + 3 + 94 tickets: 1, 2 and 3 are expected, 6 together.
    ChiSquare pooled = ChiSquare.of(new long[] {4, 4, 4, 88}, table(1, 2, 3, 94).items());

    assertThat(pooled.degreesOfFreedom()).isEqualTo(1);
    assertThat(pooled.statistic()).isCloseTo(36.0 / 6 + 36.0 / 94, within(1e-9));
    // 20 draws at 1 and 99 tickets: too few of the first, so there is nothing to compare.
    assertThat(ChiSquare.of(new long[] {1, 19}, table(1, 99).items()))
        .isEqualTo(new ChiSquare(0, 0, null));
  }

  @Test
  void drawsOfEachKindAreHeldAgainstTheirOwnTickets() {
    TicketTable box =
        Samples.table(
            new BoxDefinition(
                "box",
                "Box",
                1,
                4,
                List.of(
                    new BoxItem("a", "A", "RARE", 9, 1),
                    new BoxItem("c", "C", "COMMON", 1, 2),
                    new BoxItem("b", "B", "RARE", 9, 1)),
                null,
                new Guarantee(List.of("RARE"), 2)));
    Tally tally = new Tally(box, 120, 0);
    count(tally, false, 30, 50, 20);
    count(tally, true, 12, 8);

    // Of 100: (25 + 0 + 25) / 25; of 20 due ones, at one ticket each: (4 + 4) / 10.
    ChiSquare chiSquare = ChiSquare.of(box, tally);
    assertThat(chiSquare.statistic()).isCloseTo(2.8, within(1e-9));
    assertThat(chiSquare.degreesOfFreedom()).isEqualTo(3);
    assertThat(ItemHits.of(box, tally))
        .containsExactly(
            new ItemHits(box.items().item(0), 42, 35),
            new ItemHits(box.items().item(1), 50, 50),
            new ItemHits(box.items().item(2), 28, 35));
  }

  private static void count(Tally tally, boolean due, int... hits) {
    for (int index = 0; index < hits.length; index++) {
      for (int hit = 0; hit < hits[index]; hit++) {
        tally.count(index, due);
      }
    }
  }

  @Test
  void unfairDrawsAreFarFromTheTickets() {
    ChiSquare unfair = ChiSquare.of(new long[] {600, 400}, table(1, 1).items());

    assertThat(requireNonNull(unfair.chance())).isLessThan(1e-9);
  }

  private static TicketTable table(long... tickets) {
    List<BoxItem> items = new ArrayList<>();
    long total = 0;
    for (long one : tickets) {
      items.add(new BoxItem("item-" + items.size(), "Item", "ANY", 1, one));
      total += one;
    }
    return Samples.table(new BoxDefinition("box", "Box", 1, total, items));
  }
}
