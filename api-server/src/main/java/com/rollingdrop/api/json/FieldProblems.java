package com.rollingdrop.api.json;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.FieldError;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request's fields, so that all of it is told at once. */
public final class FieldProblems {
  /** More than anybody reads; a body can have any number. */
  private static final int ERRORS_MAX = 100;

  private final List<FieldError> errors = new ArrayList<>();
  private boolean unknown;

  /** Notes that a field is missing, of the wrong type or out of bounds. */
  public void invalid(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  void unknown(String field) {
    unknown = true;
    errors.add(new FieldError(field, "is not a known field"));
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Whether something is wrong with this field, or with a part of it. */
  public boolean concern(String field) {
    return errors.stream().anyMatch(error -> error.field().startsWith(field));
  }

  /**
   * Ends the request if something is wrong.
   *
   * @throws ProblemException FIELD_UNKNOWN when a field is unknown, else FIELD_INVALID
   */
  public void check() {
    if (!errors.isEmpty()) {
      fail(unknown ? ErrorCode.FIELD_UNKNOWN : ErrorCode.FIELD_INVALID, List.of());
    }
  }

  /**
   * Ends the request with what was noted and with further reasons; without the former the code is
   * the one given.
   */
  public void failWith(ErrorCode code, List<FieldError> more) {
    if (unknown) {
      fail(ErrorCode.FIELD_UNKNOWN, more);
    }
    fail(errors.isEmpty() ? code : ErrorCode.FIELD_INVALID, more);
  }

  private void fail(ErrorCode code, List<FieldError> more) {
    List<FieldError> all = new ArrayList<>(errors);
    all.addAll(more);
    FieldError first = all.get(0);
    String detail =
        all.size() == 1
            ? first.field() + " " + first.message() + "."
            : "There are " + all.size() + " reasons.";
    throw new ProblemException(
        Problem.of(code, detail, all.size() <= ERRORS_MAX ? all : all.subList(0, ERRORS_MAX)));
  }
}
