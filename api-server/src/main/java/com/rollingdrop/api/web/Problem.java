package com.rollingdrop.api.web;

import java.util.List;
import java.util.Map;

/**
 * What a caller is told when a request fails: the body of RFC 9457 with a stable {@code code}.
 *
 * @param detail a sentence about this occurrence, nothing of the server's internals
 * @param errors every reason, where there can be several
 * @param headers to send with it
 */
public record Problem(
    ErrorCode code, String detail, List<FieldError> errors, Map<String, String> headers) {

  /** Seconds after which asking again makes sense. */
  private static final String RETRY_AFTER_SECONDS = "1";

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A problem with one reason. */
  public static Problem of(ErrorCode code, String detail) {
    return of(code, detail, List.of());
  }

  /** A problem with several reasons. */
  public static Problem of(ErrorCode code, String detail, List<FieldError> errors) {
    return new Problem(
        code,
        detail,
        errors,
        code.passes() ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of());
  }

  /** The same with headers. */
  Problem with(Map<String, String> more) {
    return new Problem(code, detail, errors, more);
  }
}
