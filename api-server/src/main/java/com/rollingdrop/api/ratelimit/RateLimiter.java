package com.rollingdrop.api.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.rollingdrop.api.breaker.Breakers;
import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.client.RateBuckets;
import com.rollingdrop.grid.settings.RateLimitSettings;
import com.rollingdrop.grid.settings.Settings;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts requests over all servers. The count is the grid's. A server takes a few from it at once
 * and answers so many requests without asking again; the less is left the fewer it takes, one by
 * one in the end. So never more are answered than the limit, however many servers there are; what
 * another server holds at the end is at most {@code rate-limit.lease-max}.
 *
 * <p>A request is let through when the grid does not give a count in time: what it asks for needs
 * the grid as well, and has bounds of its own. Thread-safe.
 */
@Component
public final class RateLimiter {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimiter.class);

  /** Users and addresses that a server remembers; some 200 bytes each. */
  private static final int LEASES_MAX = 100_000;

  /** With less than asked for, one is asked for; others may be faster, so often. */
  private static final int TRIES_MAX = 4;

  private static final int ANSWERS_SEEN = 20;
  private static final int FAILED_PERCENT = 50;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final RateBuckets buckets;
  private final GridLink link;
  private final InstantSource clock;
  private final int windowSeconds;
  private final Map<RateLimitKind, Counts> kinds = new EnumMap<>(RateLimitKind.class);
  private final Cache<String, Lease> leases;
  private final CircuitBreaker breaker;

  /** A limit, and what became of the requests under it. */
  private record Counts(
      RatePolicy policy, Counter allowed, Counter limited, Counter unanswered, Counter asked) {}

  /**
   * @param registry gets {@code rollingdrop.ratelimit.requests} by policy and outcome, {@code
   *     rollingdrop.ratelimit.asked}, questions to the grid, {@code rollingdrop.ratelimit.paused}
   *     and {@code rollingdrop.ratelimit.leases}
   */
  RateLimiter(
      RateBuckets buckets,
      GridLink link,
      InstantSource clock,
      Settings settings,
      MeterRegistry registry) {
    RateLimitSettings limits = settings.rateLimit();
    this.buckets = buckets;
    this.link = link;
    this.clock = clock;
    this.windowSeconds = limits.windowSeconds();
    this.leases =
        Caffeine.newBuilder()
            .maximumSize(LEASES_MAX)
            .expireAfterAccess(Duration.ofSeconds(windowSeconds))
            .build();
    for (RateLimitKind kind : RateLimitKind.values()) {
      kinds.put(kind, counts(RatePolicy.of(kind, limits), registry));
    }
    this.breaker =
        Breakers.of(
            "ratelimit",
            "whether requests are not counted because the grid did not answer",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(ANSWERS_SEEN)
                .minimumNumberOfCalls(ANSWERS_SEEN / 2)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build(),
            registry);
    Gauge.builder("rollingdrop.ratelimit.leases", leases, Cache::estimatedSize)
        .description("users and addresses that this server remembers")
        .register(registry);
  }

  private static Counts counts(RatePolicy policy, MeterRegistry registry) {
    return new Counts(
        policy,
        outcome(policy, "allowed", registry),
        outcome(policy, "limited", registry),
        outcome(policy, "unanswered", registry),
        registry.counter("rollingdrop.ratelimit.asked", "policy", policy.name()));
  }

  private static Counter outcome(RatePolicy policy, String outcome, MeterRegistry registry) {
    return registry.counter(
        "rollingdrop.ratelimit.requests", "policy", policy.name(), "outcome", outcome);
  }

  int windowSeconds() {
    return windowSeconds;
  }

  /** The limit of a kind. */
  RatePolicy policy(RateLimitKind kind) {
    return of(kind).policy();
  }

  /** Counts a request; null when there is no limit, or no count. */
  @Nullable Verdict count(Counted request) {
    Counts counts = of(request.kind());
    if (counts.policy().size() == 0) {
      return null;
    }
    String bucket = counts.policy().bucketOf(request.whose());
    Lease lease = leases.get(bucket, b -> new Lease(counts.policy(), windowSeconds * 1_000L));
    Verdict verdict = lease.use(clock.millis());
    if (verdict == null) {
      verdict = ask(counts, bucket, lease);
    }
    (verdict == null
            ? counts.unanswered()
            : verdict.allowed() ? counts.allowed() : counts.limited())
        .increment();
    return verdict;
  }

  private @Nullable Verdict ask(Counts counts, String bucket, Lease lease) {
    if (!link.isUp()) {
      return null;
    }
    int wanted = lease.wanted();
    for (int i = 0; i < TRIES_MAX; i++) {
      int asked = wanted;
      long askedAtMs = clock.millis();
      Verdict verdict;
      try {
        counts.asked().increment();
        verdict =
            lease.add(
                breaker.executeSupplier(() -> buckets.take(bucket, counts.policy().size(), asked)),
                askedAtMs);
      } catch (CallNotPermittedException | GridUnavailableException e) {
        LOG.debug("a request is not counted: {}", e.toString());
        return null;
      }
      if (verdict != null) {
        return verdict;
      }
      wanted = 1;
    }
    // Unreachable: who asks for one gets it, or hears that nothing is left.
    return null;
  }

  private Counts of(RateLimitKind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }
}
