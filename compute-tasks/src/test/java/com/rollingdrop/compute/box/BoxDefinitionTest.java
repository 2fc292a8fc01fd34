package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
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
}
