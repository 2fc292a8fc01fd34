package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxItem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Boxes of all sizes. */
class BoxLawsTest {
  @Provide
  Arbitrary<List<Long>> tickets() {
    return Arbitraries.longs().between(1, 1_000).list().ofMinSize(1).ofMaxSize(20);
  }

  @Property
  void eachItemHasAsManyTicketsAsArePublishedAndInTheirOrder(
      @ForAll("tickets") List<Long> tickets) {
    BoxDefinition box = box(tickets);
    TicketTable table = Samples.table(box);

    assertThat(box.problems()).isEmpty();
    long ticket = 0;
    for (BoxItem item : box.items()) {
      assertThat(table.itemOf(ticket)).isEqualTo(item);
      assertThat(table.itemOf(ticket + item.tickets() - 1)).isEqualTo(item);
      ticket += item.tickets();
    }
    assertThat(table.totalTickets()).isEqualTo(ticket);
  }

  @Property
  void otherOddsHaveAnotherHash(
      @ForAll("tickets") List<Long> tickets, @ForAll("tickets") List<Long> others) {
    assertThat(Odds.hash(box(tickets).items()).equals(Odds.hash(box(others).items())))
        .isEqualTo(tickets.equals(others));
  }

  @Property
  void aPublishedChanceIsExact(
      @ForAll @LongRange(min = 1, max = BoxDefinition.TICKETS_MAX) long tickets,
      @ForAll @LongRange(min = 0, max = BoxDefinition.TICKETS_MAX) long others) {
    long total = tickets + others;
    String percent = Odds.percent(tickets, total);

    int slash = percent.indexOf('/');
    BigDecimal numerator = new BigDecimal(slash < 0 ? percent : percent.substring(0, slash));
    BigDecimal denominator =
        slash < 0 ? BigDecimal.ONE : new BigDecimal(percent.substring(slash + 1));
    assertThat(numerator.multiply(BigDecimal.valueOf(total)))
        .isEqualByComparingTo(
            denominator.multiply(BigDecimal.valueOf(tickets)).multiply(BigDecimal.valueOf(100)));
    if (slash > 0) {
      BigInteger common = numerator.toBigIntegerExact().gcd(denominator.toBigIntegerExact());
      assertThat(common).isEqualTo(BigInteger.ONE);
    }
  }

  private static BoxDefinition box(List<Long> tickets) {
    List<BoxItem> items = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      items.add(new BoxItem("item-" + i, "Item " + i, "COMMON", i, tickets.get(i)));
    }
    long total = tickets.stream().mapToLong(Long::longValue).sum();
    return new BoxDefinition("any-box", "Any", 1, total, items);
  }
}
