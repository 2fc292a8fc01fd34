package com.rollingdrop.api.paging;

import com.rollingdrop.api.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many entries a page has. */
public final class Limit {
  /** When the caller does not say. */
  public static final int DEFAULT = 50;

  /** The most a caller may ask for. */
  public static final int MAX = 200;

  private Limit() {}

  /**
   * The value of the query parameter {@code limit}.
   *
   * @throws ProblemException FIELD_INVALID
   */
  public static int of(@Nullable String text) {
    if (text == null) {
      return DEFAULT;
    }
    // No sign, no leading zero, nothing that could overflow.
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MAX) {
      throw ProblemException.invalid("limit", "must be an integer between 1 and " + MAX);
    }
    return Integer.parseInt(text);
  }
}
