package com.rollingdrop.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.load.PlayerChoice.Kind;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlayerChoiceTest {
  private static final int PLAYERS = 100;
  private static final int DRAWS = 100_000;

  @Test
  void uniformPlayersComeAlike() {
    assertThat(Arrays.stream(counts(Kind.UNIFORM))).allMatch(count -> count > 800 && count < 1_200);
  }

  @Test
  void theSecondPlayerOfZipfComesLessThanHalfAsOftenAsTheFirst() {
    int[] counts = counts(Kind.ZIPF);

    double expected = Math.pow(2, -PlayerChoice.ZIPF_EXPONENT);
    assertThat((double) counts[1] / counts[0]).isBetween(expected * 0.9, expected * 1.1);
    assertThat(counts[0]).isGreaterThan(30 * counts[PLAYERS - 1]);
  }

  private static int[] counts(Kind kind) {
    PlayerChoice choice = PlayerChoice.of(kind, PLAYERS);
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[PLAYERS];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) choice.next(random) - 1]++;
    }
    return counts;
  }
}
