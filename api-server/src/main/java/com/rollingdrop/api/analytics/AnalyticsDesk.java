package com.rollingdrop.api.analytics;

import com.rollingdrop.api.breaker.Breakers;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.analytics.Analytics;
import com.rollingdrop.persistence.analytics.AnalyticsException;
import com.rollingdrop.persistence.analytics.Answer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes questions to ClickHouse, and sees that a ClickHouse that is away or slow costs nobody else
 * anything: few requests wait at a time, each for a bounded time, and when half of the last
 * questions got no answer none is asked for {@link #PAUSE}. Then one tries again. Thread-safe.
 */
@Component
final class AnalyticsDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AnalyticsDesk.class);

  /** How many may wait for each question that is under way. */
  private static final int WAITING_PER_QUESTION = 4;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Of the last so many questions, if there were at least {@link #QUESTIONS_MIN}. */
  private static final int QUESTIONS_SEEN = 20;

  private static final int QUESTIONS_MIN = 4;
  private static final int FAILED_PERCENT = 50;

  private final Analytics analytics;
  private final Semaphore places;
  private final CircuitBreaker breaker;

  AnalyticsDesk(Analytics analytics, Settings settings, MeterRegistry registry) {
    this.analytics = analytics;
    this.places = new Semaphore(settings.analytics().poolMax() * (1 + WAITING_PER_QUESTION));
    this.breaker =
        Breakers.of(
            "analytics",
            "whether ClickHouse is not asked because it did not answer",
            CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(QUESTIONS_SEEN)
                .minimumNumberOfCalls(QUESTIONS_MIN)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(AnalyticsDesk::blamesClickHouse)
                // Neither a success nor a failure: ClickHouse was not asked.
                .ignoreException(e -> e instanceof AnalyticsException && !blamesClickHouse(e))
                .build(),
            registry);
    Gauge.builder("rollingdrop.analytics.places", places, Semaphore::availablePermits)
        .description("requests that may still wait for an answer of ClickHouse")
        .register(registry);
  }

  /**
   * Asks.
   *
   * @throws ProblemException ANALYTICS_UNAVAILABLE when there is no answer, OVERLOADED when too
   *     many wait for one
   */
  <T> Answer<T> ask(Function<Analytics, Answer<T>> question) {
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      return breaker.executeSupplier(() -> question.apply(analytics));
    } catch (CallNotPermittedException e) {
      throw unavailable("ClickHouse did not answer of late and is left alone for a moment.");
    } catch (AnalyticsException e) {
      // ClickHouse's own words may tell of its tables; they are for the log.
      LOG.warn("no answer: {}: {}", e.getMessage(), String.valueOf(e.getCause()));
      throw switch (e.reason()) {
        case BUSY -> busy();
        case TIMEOUT -> unavailable("ClickHouse took too long.");
        case UNAVAILABLE -> unavailable("ClickHouse does not answer.");
      };
    } finally {
      places.release();
    }
  }

  private static boolean blamesClickHouse(Throwable failure) {
    return failure instanceof AnalyticsException e && e.reason() != AnalyticsException.Reason.BUSY;
  }

  private static ProblemException busy() {
    return new ProblemException(
        ErrorCode.OVERLOADED, "Too many wait for statistics; ask again in a moment.");
  }

  private static ProblemException unavailable(String why) {
    return new ProblemException(
        new Problem(
            ErrorCode.ANALYTICS_UNAVAILABLE,
            why + " All else works.",
            List.of(),
            Map.of("Retry-After", Long.toString(PAUSE.toSeconds()))));
  }
}
