package com.rollingdrop.persistence.analytics;

import java.time.Duration;

/** How long each period of a series is; days are UTC's. */
public enum Step {
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  private final Duration length;

  Step(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }
}
