package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private long nowMs = 1_000_000;
  private final Availability availability = new Availability(() -> Instant.ofEpochMilli(nowMs));

  @Test
  void aPlayerNeverTriesFirst() {
    assertThat(availability.reasonNotToTry(true)).contains("not known to be up");
    assertThat(availability.reasonNotToTry(false)).isNull();
  }

  @Test
  void aPlayerMayWriteWhilePostgresAnswers() {
    worked();

    assertThat(availability.reasonNotToTry(true)).isNull();
  }

  @Test
  void afterAFailureNobodyTriesForAWhileAndThenTheBufferDoes() {
    worked();
    failed();

    assertThat(availability.reasonNotToTry(false)).contains("failed 0 ms ago");
    nowMs += Availability.PAUSE_MS;
    assertThat(availability.reasonNotToTry(false)).isNull();
    assertThat(availability.reasonNotToTry(true)).isNotNull();
  }

  @Test
  void aPlayerDoesNotWaitForAPostgresThatHangs() {
    worked();
    Availability.Attempt hanging = availability.begin();
    nowMs += Availability.SLOW_MS + 1;

    assertThat(availability.reasonNotToTry(true)).contains("slow");
    hanging.close();
    assertThat(availability.reasonNotToTry(true)).isNull();
  }

  private void worked() {
    try (Availability.Attempt attempt = availability.begin()) {
      attempt.worked();
    }
  }

  private void failed() {
    try (Availability.Attempt attempt = availability.begin()) {
      attempt.failed();
    }
  }
}
