package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenSequencesTest {
  private final SeenSequences seen = new SeenSequences();

  @Test
  void eachIsNewOnceInAnyOrderAsLongAsItIsNotTooLate() {
    Random random = new Random(3);
    Set<Long> added = new HashSet<>();
    long highest = 0;
    for (int i = 0; i < 20_000; i++) {
      long sequence = Math.max(1, highest + random.nextInt(40) - 36);
      assertThat(seen.add(sequence)).as("%d", sequence).isEqualTo(added.add(sequence));
      highest = Math.max(highest, sequence);
    }
  }

  @Test
  void whatComesMoreThanItsReachLateIsLeftOut() {
    assertThat(seen.add(1_000)).isTrue();
    assertThat(seen.add(1_000 - SeenSequences.REACH + 1)).isTrue();
    assertThat(seen.add(1_000 - SeenSequences.REACH)).isFalse();
  }

  @Test
  void afterAJumpNothingBetweenWasSeen() {
    for (long sequence = 1; sequence <= 300; sequence++) {
      assertThat(seen.add(sequence)).isTrue();
    }
    assertThat(seen.add(10_000)).isTrue();
    for (long sequence = 10_000 - SeenSequences.REACH + 1; sequence < 10_000; sequence++) {
      assertThat(seen.add(sequence)).isTrue();
    }
  }

  @Test
  void theNextOneIsKnown() {
    assertThat(seen.isNext(1)).isTrue();
    seen.add(1);
    assertThat(seen.isNext(2)).isTrue();
    assertThat(seen.isNext(3)).isFalse();
    assertThat(seen.add(0)).isFalse();
  }
}
