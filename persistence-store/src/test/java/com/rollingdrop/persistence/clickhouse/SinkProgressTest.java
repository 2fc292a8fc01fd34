package com.rollingdrop.persistence.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SinkProgressTest {
  private static final long START_MS = 1_000_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Clock clock = Clock.fixed(Instant.ofEpochMilli(START_MS), ZoneOffset.UTC);
  private final SinkProgress progress = new SinkProgress(registry, new Ticking());

  @Test
  void theLagInSecondsIsTheAgeOfTheOldestMessageInHand() {
    assertThat(lagSeconds()).isZero();

    progress.onBatch(START_MS - 5_000);
    assertThat(lagSeconds()).isEqualTo(5);
    pass(Duration.ofSeconds(2));

    assertThat(lagSeconds()).isEqualTo(7);
    assertThat(progress.statusJson("")).contains("\"lagMs\":7000,");
  }

  @Test
  void betweenTwoBatchesItStaysWhileMessagesWaitAndIsNothingWhenNoneDo() {
    progress.onBatch(START_MS - 5_000);
    progress.onSettled();
    progress.onLag(10);
    assertThat(lagSeconds()).isEqualTo(5);

    progress.onLag(0);
    assertThat(lagSeconds()).isZero();
  }

  private double lagSeconds() {
    return registry.get("rollingdrop.sinks.lag.seconds").gauge().value();
  }

  private void pass(Duration time) {
    clock = Clock.offset(clock, time);
  }

  /** The clock of this test, whichever it is now. */
  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
