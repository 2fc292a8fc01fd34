package com.rollingdrop.api.auth;

import com.rollingdrop.api.ratelimit.Counted;
import com.rollingdrop.api.ratelimit.RateLimitFilter;
import com.rollingdrop.api.ratelimit.RateLimitKind;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Whom each request is counted for: the address before a token was read, the user afterwards. */
final class RateLimitSources {
  private static final RequestMatcher AUTH = matcher("/auth/**");

  /** Of the management port; here these paths lead nowhere. */
  private static final RequestMatcher MANAGEMENT = matcher("/actuator/**");

  private RateLimitSources() {}

  private static RequestMatcher matcher(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }

  /** For a filter before the token is read. */
  static RateLimitFilter.Source beforeToken(int proxies) {
    return request ->
        AUTH.matches(request)
            ? new Counted(RateLimitKind.AUTH, SourceAddress.of(request, proxies))
            : null;
  }

  /** For a filter after it. */
  static RateLimitFilter.Source afterToken(int proxies) {
    return request -> {
      if (AUTH.matches(request) || MANAGEMENT.matches(request)) {
        return null;
      }
      return SecurityContextHolder.getContext().getAuthentication()
              instanceof CallerAuthentication caller
          ? new Counted(RateLimitKind.USER, Long.toString(caller.getPrincipal().playerId()))
          : new Counted(RateLimitKind.ANONYMOUS, SourceAddress.of(request, proxies));
    };
  }
}
