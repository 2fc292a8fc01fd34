package com.rollingdrop.persistence.analytics;

/** A question that got no answer. Nothing is wrong with it; it may be asked again later. */
public final class AnalyticsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** As many questions as are allowed were under way, for as long as one waits. */
    BUSY,
    /** ClickHouse did not have the answer within {@code analytics.timeout-ms}. */
    TIMEOUT,
    /** ClickHouse is away, or refused. */
    UNAVAILABLE
  }

  private final Reason reason;

  AnalyticsException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
