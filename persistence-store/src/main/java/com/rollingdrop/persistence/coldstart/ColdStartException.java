package com.rollingdrop.persistence.coldstart;

/** A cold start that was refused or did not come out right; the message says what to do. */
public final class ColdStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ColdStartException(String message) {
    super(message);
  }
}
