package com.rollingdrop.compute.box;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures were reckoned by hand. */
class EconomicsTest {
  private static final List<BoxItem> ITEMS =
      List.of(
          new BoxItem("rare", "Rare", "RARE", 900, 1),
          new BoxItem("plain", "Plain", "COMMON", 10, 3));

  private static Economics economics(long priceMinor, @Nullable Guarantee guarantee) {
    return Economics.of(
        new BoxDefinition("box", "Box", priceMinor, 4, ITEMS, null, guarantee).version(0));
  }

  @Test
  void anOpeningIsWorthTheAverageOfItsTickets() {
    // (1 × 900 + 3 × 10) / 4 = 232.5
    assertThat(economics(250, null)).isEqualTo(new Economics(new AverageReturn(232, 9_300L), null));
  }

  @Test
  void theReturnIsReckonedFromTheExactValueAndRoundedDown() {
    // 232.5 / 251 = 0.926294…; 232 / 251 would be 0.924302…
    assertThat(economics(251, null).longRun().returnToPlayerBasisPoints()).isEqualTo(9_262L);
    // 700 × 50 + 299 × 400 + 1 × 50,000 = 204,600 of 1,000 tickets at 250.
    assertThat(Economics.of(Samples.version(Samples.CRATE)).longRun())
        .isEqualTo(new AverageReturn(204, 8_184L));
  }

  @Test
  void aFreeBoxReturnsNoShareOfItsPrice() {
    assertThat(economics(0, null).longRun()).isEqualTo(new AverageReturn(232, null));
  }

  @Test
  void aGuaranteeCountsInTheLongRun() {
    // Of two draws at most: 232.5 + 3/4 × 900 = 907.5, in 1 + 3/4 draws, so 3,630/7 = 518.57.
    assertThat(economics(250, new Guarantee(List.of("RARE"), 2)))
        .isEqualTo(new Economics(new AverageReturn(518, 20_742L), new AverageReturn(232, 9_300L)));
    // Of three: 232.5 × 7/4 + 9/16 × 900 = 913.125, in 1 + 3/4 + 9/16 draws, so 394.86.
    assertThat(economics(250, new Guarantee(List.of("RARE"), 3)).longRun())
        .isEqualTo(new AverageReturn(394, 15_794L));
  }

  @Test
  void aGuaranteeOfWhatIsWorthLessLowersTheReturn() {
    // 232.5 + 1/4 × 10 = 235, in 1 + 1/4 draws.
    assertThat(economics(250, new Guarantee(List.of("COMMON"), 2)).longRun())
        .isEqualTo(new AverageReturn(188, 7_520L));
  }

  @Test
  void theLargestBoxIsReckonedToo() {
    long half = BoxDefinition.TICKETS_MAX / 2;
    List<BoxItem> items =
        List.of(
            new BoxItem("rare", "Rare", "RARE", BoxDefinition.AMOUNT_MAX_MINOR, half - 1),
            new BoxItem("plain", "Plain", "COMMON", 0, half + 1));
    Guarantee guarantee = new Guarantee(List.of("RARE"), BoxDefinition.WITHIN_MAX);
    BoxDefinition box =
        new BoxDefinition("box", "Box", 1, BoxDefinition.TICKETS_MAX, items, null, guarantee);
    assertThat(box.problems()).isEmpty();
    // A guarantee that far away gives nothing that could be seen.
    assertThat(Economics.of(box.version(0)).longRun())
        .isEqualTo(new AverageReturn(499_999_999, 4_999_999_994_990L));
  }
}
