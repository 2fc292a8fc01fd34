package com.rollingdrop.ops.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A million draws of a box against its published odds, by Pearson's chi-square test. The seeds are
 * fixed, so the test says the same every time; the bound is the 99.9 % point, by the approximation
 * of Wilson and Hilferty.
 */
class DrawDistributionTest {
  private static final int DRAWS = 1_000_000;
  private static final int DRAWS_PER_OPENING = 10;
  private static final double Z_999 = 3.0902;

  @Test
  void theStarterCrateDrawsAsPublished() {
    assertDrawsAsPublished(ImportFile.read(Path.of("catalogue.json")).get(0));
  }

  @Test
  void theTinkerChestDrawsAsPublished() {
    assertDrawsAsPublished(ImportFile.read(Path.of("catalogue.json")).get(1));
  }

  @Test
  void aRealCaseDrawsAsPublished() {
    assertDrawsAsPublished(RealCases.read().get(0));
  }

  @Test
  void oddsThatDifferByOnePercentOfTheTicketsAreNoticed() {
    BoxDefinition box = ImportFile.read(Path.of("catalogue.json")).get(0);
    Map<String, Long> drawn = draw(box);
    String common = box.items().get(0).definitionId();
    String next = box.items().get(1).definitionId();
    drawn.merge(common, -DRAWS / 100L, Long::sum);
    drawn.merge(next, DRAWS / 100L, Long::sum);

    assertThat(chiSquare(box, drawn)).isGreaterThan(bound(box.items().size() - 1));
  }

  private static void assertDrawsAsPublished(BoxDefinition box) {
    assertThat(chiSquare(box, draw(box))).isLessThan(bound(box.items().size() - 1));
  }

  private static Map<String, Long> draw(BoxDefinition box) {
    TicketTable table =
        new TicketTable(
            box.boxId(),
            1,
            new BoxVersion(
                box.name(),
                box.priceMinor(),
                box.totalTickets(),
                Odds.hash(box.items()),
                box.items(),
                0));
    byte[] serverSeed = Digests.sha256("a fixed server seed for " + box.boxId());
    Map<String, Long> drawn = new HashMap<>();
    for (int nonce = 1; nonce <= DRAWS / DRAWS_PER_OPENING; nonce++) {
      Draws draws = new Draws(serverSeed, "fixed client seed", nonce);
      for (int draw = 0; draw < DRAWS_PER_OPENING; draw++) {
        BoxItem item = table.itemOf(draws.ticket(draw, table.totalTickets()));
        drawn.merge(item.definitionId(), 1L, Long::sum);
      }
    }
    return drawn;
  }

  private static double chiSquare(BoxDefinition box, Map<String, Long> drawn) {
    double sum = 0;
    for (BoxItem item : box.items()) {
      double expected = (double) DRAWS * item.tickets() / box.totalTickets();
      double off = drawn.getOrDefault(item.definitionId(), 0L) - expected;
      sum += off * off / expected;
    }
    return sum;
  }

  private static double bound(int degreesOfFreedom) {
    double variance = 2.0 / (9.0 * degreesOfFreedom);
    return degreesOfFreedom * Math.pow(1 - variance + Z_999 * Math.sqrt(variance), 3);
  }
}
