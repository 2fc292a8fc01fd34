package com.rollingdrop.persistence.events;

/**
 * Work was given up because a stop was asked for. Nothing is wrong: what was not acknowledged comes
 * again after the next start.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException() {
    super("stopped", null, false, false);
  }
}
