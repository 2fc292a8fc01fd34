package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxDefinitionTest {
  @Test
  void aGoodDefinitionHasNoProblems() {
    assertThat(Samples.CRATE.problems()).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    BoxDefinition box =
        new BoxDefinition(
            "Bad Id",
            " ",
            -1,
            10,
            List.of(
                new BoxItem("a", "A", "COMMON", -5, 5),
                new BoxItem("a", "B", "common", 1, 0),
                new BoxItem("b", "C\n", "COMMON", 1, 6)));

    assertThat(box.problems())
        .hasSize(9)
        .anyMatch(p -> p.startsWith("boxId:"))
        .anyMatch(p -> p.startsWith("name:"))
        .anyMatch(p -> p.startsWith("priceMinor:"))
        .anyMatch(p -> p.startsWith("items[0].valueMinor:"))
        .anyMatch(p -> p.equals("items[1].definitionId: a is in the box already"))
        .anyMatch(p -> p.startsWith("items[1].rarity:"))
        .anyMatch(p -> p.startsWith("items[1].tickets:"))
        .anyMatch(p -> p.startsWith("items[2].name:"))
        .anyMatch(p -> p.equals("totalTickets: says 10, but the items' tickets add up to 11"));
  }

  @Test
  void aStockAndAGuaranteeMustMakeSense() {
    assertThat(Samples.limited("limited", 1).problems()).isEmpty();
    assertThat(Samples.limited("limited", 0).problems())
        .containsExactly("stock: must be between 1 and 1000000000000, but is 0");
    assertThat(Samples.guaranteed("promise", 2).problems()).isEmpty();
    assertThat(Samples.guaranteed("promise", 1).problems())
        .containsExactly("guarantee.within: must be between 2 and 10000, but is 1");
    assertThat(promising("EPIC")).containsExactly("guarantee.rarities: no item of the box is EPIC");
    assertThat(promising("RARE", "RARE"))
        .containsExactly("guarantee.rarities: must be at least one, and each once");
    assertThat(promising())
        .containsExactly("guarantee.rarities: must be at least one, and each once");
    assertThat(promising("COMMON", "RARE", "LEGENDARY"))
        .containsExactly(
            "guarantee.rarities: every item is of one of them, so nothing is promised");
  }

  private static List<String> promising(String... rarities) {
    return new BoxDefinition(
            "promise",
            "Promise",
            1,
            1_000,
            Samples.CRATE.items(),
            null,
            new Guarantee(List.of(rarities), 5))
        .problems();
  }

  @Test
  void anEmptyBoxIsRefused() {
    assertThat(new BoxDefinition("empty", "Empty", 1, 1, List.of()).problems())
        .contains("items: a box needs at least one item");
  }

  @Test
  void whatIsJustAllowedIsAllowed() {
    assertThat(box("a".repeat(96), "n".repeat(120), 0, 1, item("b", 0, 1)).problems()).isEmpty();
    assertThat(
            box(
                    "a",
                    "n",
                    BoxDefinition.AMOUNT_MAX_MINOR,
                    BoxDefinition.TICKETS_MAX,
                    item("b", BoxDefinition.AMOUNT_MAX_MINOR, BoxDefinition.TICKETS_MAX))
                .problems())
        .isEmpty();
  }

  @Test
  void whatIsJustTooMuchIsNot() {
    long tooMuch = BoxDefinition.AMOUNT_MAX_MINOR + 1;
    long tooMany = BoxDefinition.TICKETS_MAX + 1;
    assertThat(
            box("a".repeat(97), "n".repeat(121), tooMuch, tooMany, item("B", tooMuch, tooMany))
                .problems())
        .extracting(problem -> problem.substring(0, problem.indexOf(':')))
        .containsExactly(
            "boxId",
            "name",
            "priceMinor",
            "items[0].definitionId",
            "items[0].valueMinor",
            "items[0].tickets",
            "totalTickets");
    assertThat(box("a", "n", 0, 0, item("b", 0, 0)).problems()).hasSize(2);
  }

  @Test
  void aBoxHasAtMostAThousandItems() {
    List<BoxItem> items = new ArrayList<>();
    for (int i = 0; i < BoxDefinition.ITEMS_MAX; i++) {
      items.add(item("item-" + i, 1, 1));
    }
    assertThat(new BoxDefinition("a", "A", 1, items.size(), items).problems()).isEmpty();
    items.add(item("one-more", 1, 1));
    assertThat(new BoxDefinition("a", "A", 1, items.size(), items).problems())
        .containsExactly("items: at most 1000, but there are 1001");
  }

  @Test
  void whatWasPublishedIsTold() {
    Published published = new Published(3, "ab", true);

    assertThat(published.version()).isEqualTo(3);
    assertThat(published.oddsHash()).isEqualTo("ab");
    assertThat(published.created()).isTrue();
    assertThat(new Published(3, "ab", false).created()).isFalse();
  }

  private static BoxDefinition box(
      String id, String name, long priceMinor, long totalTickets, BoxItem item) {
    return new BoxDefinition(id, name, priceMinor, totalTickets, List.of(item));
  }

  private static BoxItem item(String id, long valueMinor, long tickets) {
    return new BoxItem(id, "Item", "COMMON", valueMinor, tickets);
  }
}
