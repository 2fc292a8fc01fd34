package com.rollingdrop.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.analytics.Analytics;
import com.rollingdrop.persistence.analytics.Answer;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody answers where ClickHouse should be. */
class AnalyticsDeskIT {
  private static final Answer<Integer> ANSWER = new Answer<>(1, Instant.EPOCH, null);

  private final Settings settings =
      SettingsLoader.load(
          Map.of(
              "ROLLINGDROP_CLICKHOUSE_PORT", Integer.toString(FreePorts.next()),
              "ROLLINGDROP_ANALYTICS_POOL_MAX", "1",
              "ROLLINGDROP_ANALYTICS_TIMEOUT_MS", "250"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Analytics analytics =
      new Analytics(settings, ClickHouseFront.secrets(), registry, InstantSource.system());
  private final AnalyticsDesk desk = new AnalyticsDesk(analytics, settings, registry);

  @AfterEach
  void close() {
    analytics.close();
  }

  private ErrorCode refused() {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> desk.ask(a -> a.player(1)))
        .actual()
        .problem()
        .code();
  }

  private double paused() {
    return registry.get("rollingdrop.analytics.paused").gauge().value();
  }

  @Test
  void aClickHouseThatDoesNotAnswerIsLeftAlone() {
    for (int question = 1; question <= 3; question++) {
      assertThat(refused()).isEqualTo(ErrorCode.ANALYTICS_UNAVAILABLE);
    }
    assertThat(paused()).isZero();
    assertThat(refused()).isEqualTo(ErrorCode.ANALYTICS_UNAVAILABLE);
    assertThat(paused()).isEqualTo(1);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                desk.ask(
                    a -> {
                      throw new AssertionError("asked all the same");
                    }))
        .withMessageContaining("left alone");
  }

  @Test
  void aClickHouseThatTakesQuestionsAndNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent =
        new ServerSocket(settings.clickhouse().port(), 50, InetAddress.getLoopbackAddress())) {
      assertThat(refused()).isEqualTo(ErrorCode.ANALYTICS_UNAVAILABLE);
      assertThat(silent.isBound()).isTrue();
    }
  }

  @Test
  void halfOfTheAnswersAreEnoughToGoOnNoLonger() {
    for (int question = 1; question <= 4; question++) {
      assertThat(desk.ask(a -> ANSWER)).isEqualTo(ANSWER);
    }
    for (int question = 1; question <= 3; question++) {
      refused();
    }
    assertThat(paused()).as("three of seven").isZero();
    refused();
    assertThat(paused()).as("four of eight").isEqualTo(1);
  }

  @Test
  void oneMoreThanMayWaitIsRefusedAtOnce() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(5);
    CountDownLatch answered = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      for (int i = 0; i < 5; i++) {
        threads.execute(
            () ->
                desk.ask(
                    a -> {
                      waiting.countDown();
                      awaitUninterruptibly(answered);
                      return ANSWER;
                    }));
      }
      waiting.await();
      assertThat(refused()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(registry.get("rollingdrop.analytics.places").gauge().value()).isZero();
    } finally {
      answered.countDown();
      threads.shutdown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
