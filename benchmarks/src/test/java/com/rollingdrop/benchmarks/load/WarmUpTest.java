package com.rollingdrop.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final WarmUp WARM_UP = new WarmUp(10, 20);

  @Test
  void itLastsAtLeastItsShortestTime() {
    assertThat(WARM_UP.isOver(steady(9))).isFalse();
    assertThat(WARM_UP.isOver(steady(10))).isTrue();
  }

  @Test
  void itGoesOnWhileTheRateGrowsButNotForEver() {
    assertThat(WARM_UP.isOver(growing(10))).isFalse();
    assertThat(WARM_UP.isOver(growing(19))).isFalse();
    assertThat(WARM_UP.isOver(growing(20))).isTrue();
  }

  @Test
  void aShortOneOfFixedLengthIsJustThat() {
    assertThat(new WarmUp(1, 1).isOver(List.of())).isFalse();
    assertThat(new WarmUp(1, 1).isOver(growing(1))).isTrue();
    assertThat(new WarmUp(0, 0).isOver(List.of())).isTrue();
  }

  @Test
  void itsBoundsCanBeAskedForAndTheShortestTimeWins() {
    assertThat(WARM_UP.within(Optional.empty(), Optional.empty())).isEqualTo(WARM_UP);
    assertThat(WARM_UP.within(Optional.of(3), Optional.empty())).isEqualTo(new WarmUp(3, 20));
    assertThat(WARM_UP.within(Optional.empty(), Optional.of(5))).isEqualTo(new WarmUp(5, 5));
    assertThat(WARM_UP.within(Optional.of(30), Optional.empty())).isEqualTo(new WarmUp(30, 30));
    assertThat(WARM_UP.within(Optional.of(30), Optional.of(25))).isEqualTo(new WarmUp(30, 30));
  }

  private static List<Long> steady(int seconds) {
    return Collections.nCopies(seconds, 1_000L);
  }

  private static List<Long> growing(int seconds) {
    return LongStream.rangeClosed(1, seconds).map(second -> second * 1_000).boxed().toList();
  }
}
