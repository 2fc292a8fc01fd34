package com.rollingdrop.ops.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TierOddsTest {
  @TempDir private Path folder;

  @Test
  void aTiersTicketsAreSharedEvenlyAndTheFirstItemsGetTheRest() throws IOException {
    BoxDefinition box =
        read(
            """
            {"name": "A Case", "keyPriceCents": 100, "specials": ["S"],
             "items": [{"name": "A", "tier": "LOW"}, {"name": "B", "tier": "LOW"},
                       {"name": "C", "tier": "LOW"}, {"name": "D", "tier": "HIGH"}]}
            """);

    assertThat(box.boxId()).isEqualTo("a-case");
    assertThat(box.items())
        .extracting(BoxItem::tickets)
        .containsExactly(233_334L, 233_333L, 233_333L, 299_000L, 1_000L);
    assertThat(box.totalTickets()).isEqualTo(1_000_000);
    assertThat(box.problems()).isEmpty();
  }

  @Test
  void aTierWithoutItemsGivesItsTicketsToTheOthersInProportion() throws IOException {
    BoxDefinition box =
        read(
            """
            {"name": "No Specials", "keyPriceCents": 100, "specials": [],
             "items": [{"name": "A", "tier": "LOW"}, {"name": "D", "tier": "HIGH"}]}
            """);

    // 1,000,000 x 700,000 / 999,000 = 700,700.70…, and 299,299.29…: the larger remainder gets one.
    assertThat(box.items()).extracting(BoxItem::tickets).containsExactly(700_701L, 299_299L);
    assertThat(box.totalTickets()).isEqualTo(1_000_000);
  }

  @Test
  void itemsOfOneNameGetIdsOfTheirOwn() throws IOException {
    BoxDefinition box =
        read(
            """
            {"name": "Twins", "keyPriceCents": 100, "specials": ["Fade", "Fade"],
             "items": [{"name": "Fade", "tier": "LOW"}]}
            """);

    assertThat(box.items())
        .extracting(BoxItem::definitionId)
        .containsExactly("low.fade", "rare-special.fade", "rare-special.fade-2");
  }

  @Test
  void aTierWithoutOddsIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                read(
                    """
                    {"name": "Bad", "keyPriceCents": 1, "items": [{"name": "A", "tier": "NEW"}]}
                    """))
        .withMessageContaining("NEW");
  }

  @Test
  void allRealCasesConvertAndTotalOneMillionTickets() {
    List<BoxDefinition> boxes = RealCases.read();

    assertThat(boxes).hasSize(36);
    assertThat(boxes).extracting(BoxDefinition::boxId).doesNotHaveDuplicates();
    for (BoxDefinition box : boxes) {
      assertThat(box.problems()).as(box.boxId()).isEmpty();
      assertThat(box.totalTickets()).as(box.boxId()).isEqualTo(1_000_000);
    }
  }

  @Test
  void theRealCaseWithoutSpecialsKeepsTheProportionsOfItsTiers() {
    BoxDefinition box =
        RealCases.read().stream()
            .filter(b -> b.items().stream().noneMatch(i -> i.rarity().equals("RARE_SPECIAL")))
            .findFirst()
            .orElseThrow();
    Map<String, Long> byTier =
        box.items().stream()
            .collect(
                Collectors.groupingBy(BoxItem::rarity, Collectors.summingLong(BoxItem::tickets)));

    assertThat(byTier)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "MIL_SPEC", 801_283L,
                "RESTRICTED", 160_256L,
                "CLASSIFIED", 32_051L,
                "COVERT", 6_410L));
  }

  private BoxDefinition read(String box) throws IOException {
    Path file = folder.resolve("boxes.json");
    Files.writeString(
        file,
        """
        {"tierOddsPpm": {"LOW": 700000, "HIGH": 299000, "RARE_SPECIAL": 1000}, "cases": [%s]}
        """
            .formatted(box));
    return ImportFile.read(file).get(0);
  }
}
