package com.rollingdrop.compute.client;

/** The grid cannot be reached now; nothing was changed. */
public final class GridUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GridUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public GridUnavailableException(String message) {
    super(message);
  }
}
