package com.rollingdrop.benchmarks.report;

import static com.rollingdrop.benchmarks.report.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.report.Ratio.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  private static final Ratio RATIO = new Ratio("a over b", "a", "b", 2, 4);

  @Test
  void aRatioComparesTheMediansOfTheRounds() {
    assertThat(RATIO.of(List.of(line("a", 100, 900, 300), line("b", 100, 1, 9_999)))).contains(3.0);
  }

  @Test
  void aRatioWithoutOneOfItsLinesIsNone() {
    assertThat(RATIO.of(List.of(line("a", 100)))).isEmpty();
    assertThat(RATIO.of(List.of(line("a", 100), line("b")))).isEmpty();
  }

  @Test
  void aRatioStandsAtItsGoalItsFloorOrBelow() {
    assertThat(RATIO.standing(4)).isEqualTo(Standing.GOAL);
    assertThat(RATIO.standing(3.99)).isEqualTo(Standing.FLOOR);
    assertThat(RATIO.standing(2)).isEqualTo(Standing.FLOOR);
    assertThat(RATIO.standing(1.99)).isEqualTo(Standing.BELOW);
  }
}
