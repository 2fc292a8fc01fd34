package com.rollingdrop.persistence.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningsTest {
  @Test
  void theReturnToPlayerIsRoundedDown() {
    assertThat(openings(3, 2).returnToPlayerBasisPoints()).hasValue(6_666);
    assertThat(openings(1_000, 2_049).returnToPlayerBasisPoints()).hasValue(20_490);
    assertThat(openings(7, 0).returnToPlayerBasisPoints()).hasValue(0);
  }

  @Test
  void nothingPaidHasNoReturn() {
    assertThat(openings(0, 0).returnToPlayerBasisPoints()).isEmpty();
  }

  @Test
  void largeSumsDoNotOverflow() {
    assertThat(openings(Long.MAX_VALUE, Long.MAX_VALUE).returnToPlayerBasisPoints())
        .hasValue(10_000);
  }

  @Test
  void theHouseMayLose() {
    assertThat(openings(1_000, 2_049).grossMinor()).isEqualTo(-1_049);
  }

  private static Openings openings(long paidMinor, long wonMinor) {
    return new Openings(1, 1, paidMinor, 0, wonMinor);
  }
}
