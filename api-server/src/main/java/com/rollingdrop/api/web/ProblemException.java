package com.rollingdrop.api.web;

import java.util.List;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    // An expected end, thrown often: the stack tells nothing and costs.
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public ProblemException(ErrorCode code, String detail) {
    this(Problem.of(code, detail));
  }

  /** One field, one reason. */
  public static ProblemException invalid(String field, String message) {
    return new ProblemException(
        Problem.of(
            ErrorCode.FIELD_INVALID,
            field + " " + message + ".",
            List.of(new FieldError(field, message))));
  }

  public Problem problem() {
    return problem;
  }
}
