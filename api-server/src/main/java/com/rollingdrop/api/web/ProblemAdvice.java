package com.rollingdrop.api.web;

import com.rollingdrop.api.grid.GridFailures;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.client.OverloadedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns what a controller, or the way to it, threw into a problem. */
@RestControllerAdvice
final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler(Exception.class)
  void answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      LOG.debug("{}: the caller left before the answer", request.getRequestURI());
      return;
    }
    ProblemWriter.write(request, response, problemOf(failure, request));
  }

  private static Problem problemOf(Exception failure, HttpServletRequest request) {
    if (failure instanceof ProblemException expected) {
      return expected.problem();
    }
    if (failure instanceof OverloadedException) {
      return Problem.of(ErrorCode.OVERLOADED, "Nothing was changed; ask again in a moment.");
    }
    if (failure instanceof GridUnavailableException || GridFailures.isFrom(failure)) {
      LOG.warn(
          "{} {}: the grid failed: {}",
          request.getMethod(),
          request.getRequestURI(),
          failure.toString());
      return Problem.of(
          ErrorCode.GRID_UNAVAILABLE, "The data cannot be reached now; ask again in a moment.");
    }
    if (failure instanceof ErrorResponse error) {
      return ofFramework(error, request);
    }
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return Problem.of(ErrorCode.INTERNAL_ERROR, "The failure is logged.");
  }

  /** What Spring refuses before a controller is asked: no such path, method, media type. */
  private static Problem ofFramework(ErrorResponse error, HttpServletRequest request) {
    ErrorCode code = ErrorCode.ofStatus(error.getStatusCode().value());
    Map<String, String> headers = new LinkedHashMap<>();
    error.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    String detail =
        switch (code) {
          case NOT_FOUND -> "There is nothing at " + request.getRequestURI() + ".";
          case METHOD_NOT_ALLOWED -> request.getMethod() + " is not among the allowed methods.";
          case UNSUPPORTED_MEDIA_TYPE -> "The body must be application/json.";
          case NOT_ACCEPTABLE -> "Replies are application/json, unless the operation says more.";
          default -> code.title() + ".";
        };
    return Problem.of(code, detail).with(headers);
  }
}
