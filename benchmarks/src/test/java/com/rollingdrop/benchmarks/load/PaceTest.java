package com.rollingdrop.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void pacedCallsCountFromWhenTheyAreDueHoweverLateTheyAre() {
    Pace pace = Pace.of(1_000);

    long first = pace.awaitTurn();

    assertThat(pace.awaitTurn() - first).isEqualTo(1_000_000);
    assertThat(pace.awaitTurn() - first).isEqualTo(2_000_000);
  }
}
