package com.rollingdrop.compute.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Economics;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final TicketTable CRATE = Samples.table(Samples.CRATE);

  @Test
  void theSameSeedGivesTheSameDrawsAndAnotherOneOthers() {
    Simulated first = Simulation.run(CRATE, "a seed", 10_000, 10);

    assertThat(Simulation.run(CRATE, "a seed", 10_000, 10)).isEqualTo(first);
    assertThat(Simulation.run(CRATE, "another", 10_000, 10).items()).isNotEqualTo(first.items());
  }

  @Test
  void aStrangerCanRecomputeEachDraw() {
    byte[] serverSeed = Digests.sha256("a seed");
    long[] hits = new long[3];
    for (int nonce = 1; nonce <= 500; nonce++) {
      long ticket = new Draws(serverSeed, "simulation", nonce).ticket(0, 1_000);
      hits[ticket < 700 ? 0 : ticket < 999 ? 1 : 2]++;
    }

    assertThat(Simulation.run(CRATE, "a seed", 500, 0).items())
        .extracting(ItemHits::hits)
        .containsExactly(hits[0], hits[1], hits[2]);
  }

  @Test
  void everyFigureFollowsFromTheHits() {
    Simulated simulated = Simulation.run(CRATE, "a seed", 20_000, 100);

    long won = simulated.items().stream().mapToLong(i -> i.hits() * i.item().valueMinor()).sum();
    assertThat(simulated.items().stream().mapToLong(ItemHits::hits).sum()).isEqualTo(20_000);
    assertThat(simulated.wonMinor()).isEqualTo(won);
    assertThat(simulated.paidMinor()).isEqualTo(20_000 * 250);
    assertThat(simulated.returnToPlayerBasisPoints()).isEqualTo(won * 10_000 / (20_000 * 250));
    assertThat(simulated.items())
        .extracting(ItemHits::expectedHits)
        .containsExactly(14_000.0, 5_980.0, 20.0);
    Sessions sessions = requireNonNull(simulated.sessions());
    assertThat(sessions.sessions()).isEqualTo(200);
    assertThat(sessions.paidMinor()).isEqualTo(25_000);
    assertThat(simulated.guaranteedDraws()).isZero();
  }

  @Test
  void aLongSimulationGivesWhatIsPublished() {
    Simulated simulated = Simulation.run(CRATE, "a seed", 300_000, 0);

    // 204.6 on average; the standard deviation of a mean of so many is below 3.
    assertThat(simulated.spread().mean().doubleValue()).isCloseTo(204.6, within(12.0));
    assertThat(requireNonNull(simulated.chiSquare().chance())).isGreaterThan(0.001);
    assertThat(simulated.chiSquare().degreesOfFreedom()).isEqualTo(2);
    assertThat(simulated.sessions()).isNull();
  }

  @Test
  void aGuaranteeIsCountedAsTheEngineDoes() {
    BoxDefinition box =
        new BoxDefinition(
            "promise",
            "Promise",
            250,
            4,
            List.of(
                new BoxItem("rare", "Rare", "RARE", 900, 1),
                new BoxItem("plain", "Plain", "COMMON", 10, 3)),
            null,
            new Guarantee(List.of("RARE"), 2));
    Simulated simulated = Simulation.run(Samples.table(box), "a seed", 100_000, 2);

    // Of 1 + 3/4 draws, 3/4 are due: three sevenths of all.
    assertThat(simulated.guaranteedDraws()).isBetween(42_400L, 43_300L);
    long published =
        requireNonNull(Economics.of(box.version(0)).longRun().returnToPlayerBasisPoints());
    assertThat(requireNonNull(simulated.returnToPlayerBasisPoints()))
        .isBetween(published - 200, published + 200);
    assertThat(requireNonNull(simulated.chiSquare().chance())).isGreaterThan(0.001);
    // Two draws in a row give a rare item at least once.
    assertThat(requireNonNull(simulated.sessions()).percentiles().p1()).isGreaterThanOrEqualTo(910);
    ItemHits rare = simulated.items().get(0);
    assertThat(rare.hits() + simulated.items().get(1).hits()).isEqualTo(100_000);
    assertThat(rare.expectedHits())
        .isEqualTo((100_000 - simulated.guaranteedDraws()) / 4.0 + simulated.guaranteedDraws());
  }

  @Test
  void aLimitedBoxDoesNotSellOut() {
    Simulated simulated =
        Simulation.run(Samples.table(Samples.limited("few", 3)), "a seed", 1_000, 0);

    assertThat(simulated.openings()).isEqualTo(1_000);
  }

  @Test
  void aFreeBoxHasNoReturn() {
    BoxDefinition free = new BoxDefinition("free", "Free", 0, 1_000, Samples.CRATE.items());
    Simulated simulated = Simulation.run(Samples.table(free), "a seed", 100, 10);

    assertThat(simulated.returnToPlayerBasisPoints()).isNull();
    assertThat(requireNonNull(simulated.sessions()).ahead()).isEqualTo(10);
  }

  @Test
  void oneOpeningHasNoVariance() {
    Simulated simulated = Simulation.run(CRATE, "a seed", 1, 1);

    assertThat(simulated.spread().variance()).isEqualTo(new BigDecimal("0.0000"));
    assertThat(simulated.chiSquare()).isEqualTo(new ChiSquare(0, 0, null));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    for (int[] bad : new int[][] {{0, 0}, {1_000_001, 0}, {10, 11}, {10, -1}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Simulation.run(CRATE, "a seed", bad[0], bad[1]));
    }
  }
}
