package com.rollingdrop.persistence.postgres;

import java.time.InstantSource;

/**
 * Whether it is worth asking Postgres now: after a failure nobody asks for a while, so that the
 * buffers of all tables don't each wait for a connection of their own, least of all those of a node
 * that stops. Thread-safe.
 */
public final class Availability {
  /** After a failure nobody asks again for this long. */
  static final long PAUSE_MS = 1_000;

  private final InstantSource clock;
  private volatile long failedAtMs;
  private volatile boolean failed;

  public Availability(InstantSource clock) {
    this.clock = clock;
  }

  /** Postgres did what it was asked. */
  public void worked() {
    failed = false;
  }

  /** Postgres did not. */
  public void failed() {
    failedAtMs = clock.millis();
    failed = true;
  }

  /** How long ago Postgres failed, where that is too short to ask again; else -1. */
  public long failedMsAgo() {
    long since = clock.millis() - failedAtMs;
    return failed && since >= 0 && since < PAUSE_MS ? since : -1;
  }
}
