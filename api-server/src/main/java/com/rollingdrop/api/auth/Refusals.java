package com.rollingdrop.api.auth;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers those whom the security filters do not let through. */
final class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
  private static final String CHALLENGE = "Bearer realm=\"rollingdrop\"";

  /** Ends a request of somebody who has shown no right to ask it. */
  static ProblemException unauthenticated(ErrorCode code, String detail) {
    return new ProblemException(
        new Problem(code, detail, List.of(), Map.of("WWW-Authenticate", CHALLENGE)));
  }

  /**
   * Ends a request whose token is good, but too old or had with too little (RFC 9470, section 3).
   *
   * @param maxAge how long ago the log-in may be
   */
  static ProblemException insufficient(ErrorCode code, String detail, Duration maxAge) {
    String challenge =
        CHALLENGE
            + ", error=\"insufficient_user_authentication\", error_description=\""
            + code.title()
            + "\", max_age=\""
            + maxAge.toSeconds()
            + "\"";
    return new ProblemException(
        new Problem(code, detail, List.of(), Map.of("WWW-Authenticate", challenge)));
  }

  /** No token, or not a valid one (RFC 6750, section 3). */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (failure instanceof SessionUnknownException) {
      ProblemWriter.write(
          request,
          response,
          Problem.of(
              ErrorCode.GRID_UNAVAILABLE, "The session cannot be asked for; try again soon."));
      return;
    }
    boolean presented = failure instanceof InvalidBearerTokenException;
    String challenge = CHALLENGE;
    if (presented) {
      // The reason stays with us: it would help a forger more than a client.
      challenge += ", error=\"invalid_token\"";
    }
    String detail =
        presented
            ? "The bearer token is forged, expired, not for this API, or its session has ended."
            : "Send the header Authorization: Bearer <token>.";
    ProblemWriter.write(
        request,
        response,
        new Problem(
            ErrorCode.UNAUTHENTICATED, detail, List.of(), Map.of("WWW-Authenticate", challenge)));
  }

  /** A valid token of the wrong role. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
      throws IOException {
    ProblemWriter.write(
        request,
        response,
        Problem.of(ErrorCode.FORBIDDEN, "The token's role does not allow this."));
  }

  /** A path that tries to be another, with {@code //} or {@code ;} for instance. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
      throws IOException {
    ProblemWriter.write(
        request,
        response,
        Problem.of(ErrorCode.REQUEST_MALFORMED, "The path or a header is not written plainly."));
  }
}
