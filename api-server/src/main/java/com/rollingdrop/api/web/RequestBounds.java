package com.rollingdrop.api.web;

import com.rollingdrop.grid.settings.HttpSettings;
import com.rollingdrop.grid.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a URI or header fields that are too long, with a code each. The container has bounds as
 * well, and one answer for all of them; they are wider and guard its memory. Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class RequestBounds extends OncePerRequestFilter {
  /** Colon, space and line end of a header field. */
  private static final int FIELD_EXTRA = 4;

  private final int uriMax;
  private final int headersMax;

  RequestBounds(Settings settings) {
    HttpSettings http = settings.http();
    this.uriMax = http.uriBytesMax();
    this.headersMax = http.headerBytesMax();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (uriLength(request) > uriMax) {
      // The path is not told back: it is what was too long.
      ProblemWriter.write(
          "",
          response,
          Problem.of(ErrorCode.URI_TOO_LONG, "Path and query have at most " + uriMax + " bytes."));
    } else if (isTooLong(request)) {
      ProblemWriter.write(
          request,
          response,
          Problem.of(
              ErrorCode.HEADERS_TOO_LARGE,
              "All header fields together have at most " + headersMax + " bytes."));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static int uriLength(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
  }

  private boolean isTooLong(HttpServletRequest request) {
    int bytes = 0;
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        bytes += name.length() + values.nextElement().length() + FIELD_EXTRA;
      }
    }
    return bytes > headersMax;
  }
}
