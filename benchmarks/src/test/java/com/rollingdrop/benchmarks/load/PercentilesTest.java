package com.rollingdrop.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
    long[] hundred = LongStream.rangeClosed(1, 100).toArray();

    assertThat(Percentiles.of(hundred, 50)).isEqualTo(50);
    assertThat(Percentiles.of(hundred, 99)).isEqualTo(99);
    assertThat(Percentiles.of(hundred, 100)).isEqualTo(100);
    assertThat(Percentiles.of(new long[] {7, 9}, 1)).isEqualTo(7);
    assertThat(Percentiles.of(new long[] {7, 9}, 99)).isEqualTo(9);
    assertThat(Percentiles.of(new long[0], 50)).isZero();
  }

  @Test
  void theMedianStandsInTheMiddleWhateverTheOrder() {
    assertThat(Percentiles.median(9, 1, 5)).isEqualTo(5);
    assertThat(Percentiles.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Percentiles.median()).isNaN();
  }
}
