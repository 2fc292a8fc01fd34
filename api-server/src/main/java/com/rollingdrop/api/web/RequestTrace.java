package com.rollingdrop.api.web;

import com.rollingdrop.grid.model.Traceparent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its place in a trace: that of its header {@code traceparent}, or a new one
 * when there is none, more than one, or one that is not valid. A request never fails for it. The
 * response says which it was, and so does each line that is logged meanwhile. Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestTrace extends OncePerRequestFilter {
  /** As the Elastic Common Schema calls it. */
  private static final String LOGGED_AS = "trace.id";

  private static final String ATTRIBUTE = RequestTrace.class.getName();

  /** The place of the request that this thread serves; a new one when it serves none. */
  public static Traceparent current() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request != null
            && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                instanceof Traceparent trace
        ? trace
        : begun();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Traceparent trace = of(request.getHeaders(Traceparent.HEADER));
    request.setAttribute(ATTRIBUTE, trace);
    response.setHeader(Traceparent.HEADER, trace.toString());
    MDC.put(LOGGED_AS, trace.traceId());
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(LOGGED_AS);
    }
  }

  private static Traceparent of(Enumeration<String> values) {
    if (!values.hasMoreElements()) {
      return begun();
    }
    String value = values.nextElement();
    return values.hasMoreElements()
        ? begun()
        : Traceparent.parse(value).orElseGet(RequestTrace::begun);
  }

  private static Traceparent begun() {
    // Unique, not secret: nothing is guarded by a trace's id.
    return Traceparent.random(ThreadLocalRandom.current());
  }
}
