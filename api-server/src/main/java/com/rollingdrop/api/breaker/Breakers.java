package com.rollingdrop.api.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Circuit breakers that say when they open and close. */
public final class Breakers {
  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  private Breakers() {}

  /**
   * A breaker.
   *
   * @param name of what is asked; {@code registry} gets {@code rollingdrop.<name>.paused}, 1 while
   *     it is not asked or only tried
   * @param description of the metric
   */
  public static CircuitBreaker of(
      String name, String description, CircuitBreakerConfig config, MeterRegistry registry) {
    CircuitBreaker breaker = CircuitBreaker.of(name, config);
    breaker
        .getEventPublisher()
        .onStateTransition(change -> LOG.warn("{}: {}", name, change.getStateTransition()));
    Gauge.builder(
            "rollingdrop." + name + ".paused",
            breaker,
            b -> b.getState() == CircuitBreaker.State.CLOSED ? 0 : 1)
        .description(description)
        .register(registry);
    return breaker;
  }
}
