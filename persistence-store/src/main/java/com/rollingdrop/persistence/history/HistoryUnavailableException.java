package com.rollingdrop.persistence.history;

/** Postgres can't be asked now; asking again in a moment may help. */
public final class HistoryUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  HistoryUnavailableException(String message) {
    super(message);
  }

  HistoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
