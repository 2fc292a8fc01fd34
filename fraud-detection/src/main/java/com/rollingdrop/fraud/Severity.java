package com.rollingdrop.fraud;

/** How far beyond its threshold a finding is. */
public enum Severity {
  /** At the threshold or not far beyond. */
  WARNING,
  /** Four times the threshold or more; of luck, a million times the evidence that is needed. */
  CRITICAL;

  /** How many times the threshold is critical. */
  private static final long CRITICAL_TIMES = 4;

  /** Of a figure that has reached its threshold. */
  static Severity of(long figure, long threshold) {
    return figure / CRITICAL_TIMES >= threshold ? CRITICAL : WARNING;
  }
}
