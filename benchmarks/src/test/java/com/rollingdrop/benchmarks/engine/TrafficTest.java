package com.rollingdrop.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.engine.Traffic.Counters;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final Traffic EARLIER =
      new Traffic(
          new Counters(1, 10, 2, 20),
          List.of(new Counters(3, 30, 2, 20), new Counters(1, 5, 1, 5)));
  private static final Traffic LATER =
      new Traffic(
          new Counters(11, 110, 22, 220),
          List.of(new Counters(43, 430, 22, 220), new Counters(2, 25, 12, 125)));

  @Test
  void whatWasSaidBetweenTwoReadingsIsTheDifferenceOfEachProcess() {
    Traffic between = LATER.minus(EARLIER);

    assertThat(between.client()).isEqualTo(new Counters(10, 100, 20, 200));
    assertThat(between.nodes())
        .containsExactly(new Counters(40, 400, 20, 200), new Counters(1, 20, 11, 120));
  }

  @Test
  void aMessageCountsOnceWhereItIsSentAndOnceWhereItArrives() {
    Traffic between = LATER.minus(EARLIER);

    assertThat(between.messages()).isEqualTo(51);
    assertThat(between.arrived()).isEqualTo(51);
    assertThat(between.bytes()).isEqualTo(520);
    assertThat(between.clientMessages()).isEqualTo(30);
  }
}
