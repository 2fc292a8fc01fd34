package com.rollingdrop.persistence.analytics;

/** What the best players are best at. */
public enum Ranking {
  /** Paid for openings. */
  PAID("sum(amount_minor)"),
  /** Value of the items drawn. */
  WON("sum(total_value_minor)"),
  /** Number of openings. */
  OPENINGS("count()");

  private final String measure;

  Ranking(String measure) {
    this.measure = measure;
  }

  long of(Openings openings) {
    return switch (this) {
      case PAID -> openings.paidMinor();
      case WON -> openings.wonMinor();
      case OPENINGS -> openings.openings();
    };
  }

  String measure() {
    return measure;
  }
}
