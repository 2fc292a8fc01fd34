package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxItem;
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
  void anEmptyBoxIsRefused() {
    assertThat(new BoxDefinition("empty", "Empty", 1, 1, List.of()).problems())
        .contains("items: a box needs at least one item");
  }
}
