package com.rollingdrop.api.ratelimit;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a request that is one too many, before anything is done for it, and tells each how many are
 * left ({@code draft-ietf-httpapi-ratelimit-headers-10}). Thread-safe.
 */
public final class RateLimitFilter extends OncePerRequestFilter {
  private static final String POLICY = "RateLimit-Policy";
  private static final String STATE = "RateLimit";
  private static final int MS = 1_000;

  private final RateLimiter limiter;
  private final Source source;

  /** Tells whom a request is counted for. */
  @FunctionalInterface
  public interface Source {
    /** Null when this filter does not count it. */
    @Nullable Counted of(HttpServletRequest request);
  }

  public RateLimitFilter(RateLimiter limiter, Source source) {
    this.limiter = limiter;
    this.source = source;
  }

  /** One of its own for each of several in a chain, so that none is left out for another. */
  @Override
  protected String getAlreadyFilteredAttributeName() {
    return super.getAlreadyFilteredAttributeName() + '@' + System.identityHashCode(this);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Counted counted = source.of(request);
    Verdict verdict = counted == null ? null : limiter.count(counted);
    if (counted == null || verdict == null) {
      chain.doFilter(request, response);
      return;
    }
    RatePolicy policy = limiter.policy(counted.kind());
    // A second at least: at once would be too soon.
    long seconds = Math.max(1, (verdict.endsInMs() + MS - 1) / MS);
    response.setHeader(
        POLICY, '"' + policy.name() + "\";q=" + policy.size() + ";w=" + limiter.windowSeconds());
    response.setHeader(STATE, '"' + policy.name() + "\";r=" + verdict.left() + ";t=" + seconds);
    if (verdict.allowed()) {
      chain.doFilter(request, response);
      return;
    }
    ProblemWriter.write(
        request,
        response,
        new Problem(
            ErrorCode.RATE_LIMITED,
            policy.size()
                + " requests in "
                + limiter.windowSeconds()
                + " s are answered; ask again in "
                + seconds
                + " s.",
            List.of(),
            Map.of("Retry-After", Long.toString(seconds))));
  }
}
