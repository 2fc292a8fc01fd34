package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private long nowMs = 1_000_000;
  private final Availability availability = new Availability(() -> Instant.ofEpochMilli(nowMs));

  @Test
  void postgresIsAskedUntilItFails() {
    assertThat(availability.failedMsAgo()).isNegative();
    availability.worked();
    assertThat(availability.failedMsAgo()).isNegative();
  }

  @Test
  void afterAFailureNobodyAsksForAWhile() {
    availability.failed();

    assertThat(availability.failedMsAgo()).isZero();
    nowMs += Availability.PAUSE_MS;
    assertThat(availability.failedMsAgo()).isNegative();
  }

  @Test
  void whoGetsThroughEndsThePause() {
    availability.failed();
    availability.worked();

    assertThat(availability.failedMsAgo()).isNegative();
  }
}
