package com.rollingdrop.ops;

/** Why a command cannot go on, in one line that says what to do. */
public final class OpsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OpsException(String message) {
    super(message);
  }

  public OpsException(String message, Throwable cause) {
    super(message, cause);
  }
}
