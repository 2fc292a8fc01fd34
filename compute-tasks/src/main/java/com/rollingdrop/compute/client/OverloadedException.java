package com.rollingdrop.compute.client;

/** More commands wait than may wait; this one was not sent and changed nothing. */
public final class OverloadedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OverloadedException() {
    super("too many commands are waiting");
  }
}
