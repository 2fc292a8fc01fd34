package com.rollingdrop.compute.box;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Boxes with two rarities, of which one can be guaranteed. */
class EconomicsLawsTest {
  private static final long TICKETS_MAX = BoxDefinition.TICKETS_MAX / 20;

  @Provide
  Arbitrary<List<BoxItem>> items() {
    Arbitrary<BoxItem> item =
        Combinators.combine(
                Arbitraries.longs().between(0, BoxDefinition.AMOUNT_MAX_MINOR),
                Arbitraries.longs().between(1, TICKETS_MAX))
            .as((value, tickets) -> new BoxItem("item", "Item", "ANY", value, tickets));
    return item.list()
        .ofMinSize(2)
        .ofMaxSize(10)
        .map(
            drawn -> {
              List<BoxItem> items = new ArrayList<>();
              for (BoxItem one : drawn) {
                String rarity = items.size() % 2 == 0 ? "RARE" : "COMMON";
                items.add(
                    new BoxItem(
                        "item-" + items.size(), "Item", rarity, one.valueMinor(), one.tickets()));
              }
              return items;
            });
  }

  @Property
  void theAverageLiesBetweenTheLeastAndTheMost(
      @ForAll("items") List<BoxItem> items,
      @ForAll @LongRange(min = 1, max = BoxDefinition.AMOUNT_MAX_MINOR) long priceMinor,
      @ForAll @IntRange(min = 2, max = 50) int within) {
    long least = items.stream().mapToLong(BoxItem::valueMinor).min().orElseThrow();
    long most = items.stream().mapToLong(BoxItem::valueMinor).max().orElseThrow();
    AverageReturn average = economics(items, priceMinor, within).longRun();
    long share = requireNonNull(average.returnToPlayerBasisPoints());

    assertThat(average.expectedValueMinor()).isBetween(least, most);
    // The share and the value say the same: neither is rounded twice.
    assertThat(Math.floorDiv(average.expectedValueMinor() * 10_000, priceMinor))
        .isLessThanOrEqualTo(share);
    assertThat(Math.floorDiv((average.expectedValueMinor() + 1) * 10_000, priceMinor))
        .isGreaterThanOrEqualTo(share);
  }

  @Property
  void theLongRunIsWhatAStretchGivesByItsLength(
      @ForAll("items") List<BoxItem> items, @ForAll @IntRange(min = 2, max = 30) int within) {
    Guarantee guarantee = new Guarantee(List.of("RARE"), within);
    ExpectedValue all = ExpectedValue.ofDraw(items);
    ExpectedValue rare = ExpectedValue.ofDraw(items.stream().filter(guarantee::covers).toList());
    BigInteger tickets = all.denominator();
    BigInteger missing = tickets.subtract(rare.denominator());

    // Draw by draw, both times tickets^(within - 1): the chance that it comes, and what it gives.
    BigInteger length = BigInteger.ZERO;
    BigInteger ordinary = BigInteger.ZERO;
    for (int draw = 0; draw < within; draw++) {
      BigInteger comes = missing.pow(draw).multiply(tickets.pow(within - 1 - draw));
      length = length.add(comes);
      ordinary = draw < within - 1 ? ordinary.add(comes) : ordinary;
    }
    BigInteger last = missing.pow(within - 1);
    BigInteger value =
        ordinary
            .multiply(all.numerator())
            .multiply(rare.denominator())
            .add(last.multiply(rare.numerator()).multiply(all.denominator()));
    BigInteger of = length.multiply(all.denominator()).multiply(rare.denominator());

    ExpectedValue reckoned = ExpectedValue.inTheLongRun(items, guarantee);
    assertThat(reckoned.numerator().multiply(of)).isEqualTo(value.multiply(reckoned.denominator()));
  }

  @Property
  void aLaterPromiseIsWorthLess(
      @ForAll("items") List<BoxItem> items, @ForAll @IntRange(min = 2, max = 50) int within) {
    // What is guaranteed is worth more than all else.
    List<BoxItem> better =
        items.stream()
            .map(
                item ->
                    new BoxItem(
                        item.definitionId(),
                        item.name(),
                        item.rarity(),
                        item.rarity().equals("RARE") ? item.valueMinor() + 1_000_000_000L : 1,
                        item.tickets()))
            .toList();
    long sooner = economics(better, 1, within).longRun().expectedValueMinor();
    long later = economics(better, 1, within + 1).longRun().expectedValueMinor();

    assertThat(sooner).isGreaterThanOrEqualTo(later);
    assertThat(later).isGreaterThanOrEqualTo(ExpectedValue.ofDraw(better).minor());
  }

  private static Economics economics(List<BoxItem> items, long priceMinor, int within) {
    long total = items.stream().mapToLong(BoxItem::tickets).sum();
    return Economics.of(
        new BoxDefinition(
                "any-box",
                "Any",
                priceMinor,
                total,
                items,
                null,
                new Guarantee(List.of("RARE"), within))
            .version(0));
  }
}
