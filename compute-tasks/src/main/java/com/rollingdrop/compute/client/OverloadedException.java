package com.rollingdrop.compute.client;

/** More wait than may wait; this one was not begun and changed nothing. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OverloadedException() {
    this("too many commands are waiting");
  }

  public OverloadedException(String message) {
    super(message);
  }
}
