package com.rollingdrop.api.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Pages of which other origins may call the API. Tokens travel in a header, so no cookies are. */
public final class CrossOrigin {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private CrossOrigin() {}

  /**
   * Answers to browsers who ask for such pages.
   *
   * @param origins as {@code https://play.example}
   */
  public static CorsFilter of(List<String> origins) {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(origins);
    configuration.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
    configuration.setAllowedHeaders(
        List.of(
            "Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "traceparent"));
    configuration.setExposedHeaders(
        List.of(
            "ETag",
            "Idempotent-Replayed",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "traceparent"));
    configuration.setMaxAge(REMEMBERED);
    UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
    everywhere.registerCorsConfiguration("/**", configuration);
    CorsFilter filter = new CorsFilter(everywhere);
    filter.setCorsProcessor(new Refusing());
    return filter;
  }

  /** Refuses as everything else here is refused. */
  private static final class Refusing extends DefaultCorsProcessor {
    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      ProblemWriter.write(
          "",
          ((ServletServerHttpResponse) response).getServletResponse(),
          Problem.of(
              ErrorCode.ORIGIN_NOT_ALLOWED, "Pages of this origin may not send such a request."));
    }
  }
}
