package com.rollingdrop.api.web;

import com.rollingdrop.grid.settings.HttpSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What browsers are told beside Spring Security's own headers: where an answer may load something
 * from, and whether to come by TLS only. The one place where a path has a policy of its own.
 * Thread-safe.
 */
public final class SecurityHeaders implements HeaderWriter {
  /** An answer of the API is no page: it loads nothing, and nobody frames it. */
  private static final String ANSWER =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /**
   * The player page speaks to this server and to nobody else, has no inline code or style, and no
   * text becomes markup or code, whoever wrote it.
   */
  private static final String PLAYER_PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  /** Policies of pages, by the first part of their paths. */
  private static final Map<String, String> PAGES = Map.of("play", PLAYER_PAGE);

  private final int hstsSeconds;

  public SecurityHeaders(HttpSettings settings) {
    this.hstsSeconds = settings.hstsSeconds();
  }

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", policyOf(request.getRequestURI()));
    if (hstsSeconds > 0) {
      response.setHeader(
          "Strict-Transport-Security", "max-age=" + hstsSeconds + "; includeSubDomains");
    }
  }

  /**
   * @param path as it was sent; one that is written in another way gets the strictest policy
   */
  private static String policyOf(String path) {
    int end = path.indexOf('/', 1);
    return path.isEmpty()
        ? ANSWER
        : PAGES.getOrDefault(path.substring(1, end < 0 ? path.length() : end), ANSWER);
  }
}
