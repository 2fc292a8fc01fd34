package com.rollingdrop.compute.shell;

import java.util.List;

/** A decision that would break the books: it is not written, and somebody has to look. */
final class BrokenInvariantException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenInvariantException(List<String> violations) {
    super(String.join("; ", violations));
  }
}
