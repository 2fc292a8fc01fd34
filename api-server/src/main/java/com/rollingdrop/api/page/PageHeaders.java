package com.rollingdrop.api.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps the page's window apart from those of others that open it. */
final class PageHeaders implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    return true;
  }
}
