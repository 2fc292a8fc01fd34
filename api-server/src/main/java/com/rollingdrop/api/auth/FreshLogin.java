package com.rollingdrop.api.auth;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.grid.settings.AuthSettings;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets nobody change anything as an administrator who has not shown a short while ago who it is: a
 * token that was stolen, or left behind on a screen, is not enough (RFC 9470). Holds for all paths
 * of administrators, those to come as well, but for what is named here. Thread-safe.
 */
@Component
final class FreshLogin implements HandlerInterceptor, WebMvcConfigurer {
  private static final String ADMIN_PATHS = "/admin/**";

  /** Changes nothing. */
  private static final String SIMULATION = "/admin/boxes/simulate";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** How far the clocks of issuer and server may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Duration fresh;
  private final boolean secondFactorRequired;
  private final Counter refused;

  /**
   * @param registry gets {@code rollingdrop.auth.stale}, requests that were refused for it
   */
  FreshLogin(Settings settings, InstantSource clock, MeterRegistry registry) {
    AuthSettings auth = settings.auth();
    this.clock = clock;
    this.fresh = Duration.ofMinutes(auth.freshLoginMinutes());
    this.secondFactorRequired = auth.adminSecondFactorRequired();
    this.refused = registry.counter("rollingdrop.auth.stale");
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(this).addPathPatterns(ADMIN_PATHS).excludePathPatterns(SIMULATION);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (READING.contains(request.getMethod())) {
      return true;
    }
    Caller.Authenticated shown =
        SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
            ? known.getPrincipal().authenticated()
            : Caller.Authenticated.NEVER;
    if (secondFactorRequired && !shown.withSecondFactor()) {
      refused.increment();
      throw Refusals.insufficient(
          ErrorCode.SECOND_FACTOR_REQUIRED,
          "This takes a log-in with a second factor; enrol one if there is none, and send a code to"
              + " /auth/reauthenticate.",
          fresh);
    }
    Instant now = clock.instant();
    // A token that does not say when it was made is read as made when it ends.
    if (!now.isBefore(shown.at().plus(fresh)) || shown.at().isAfter(now.plus(CLOCK_SKEW))) {
      refused.increment();
      throw Refusals.insufficient(
          ErrorCode.FRESH_LOGIN_REQUIRED,
          "This takes a log-in of the last "
              + fresh.toMinutes()
              + " minutes; send the password to /auth/reauthenticate.",
          fresh);
    }
    return true;
  }
}
