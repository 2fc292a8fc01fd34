package com.rollingdrop.persistence.postgres;

import org.jspecify.annotations.Nullable;

/** Postgres can't be written now; the rows are kept and tried again. */
public final class MirrorUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MirrorUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
