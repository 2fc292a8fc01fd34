package com.rollingdrop.persistence.events;

/** An event that can't be written or read; the message says why, in words for a dead letter. */
public final class EventFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public EventFormatException(String reason) {
    super(reason);
  }
}
