package com.rollingdrop.compute.shell;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of work that goes round all players again and again, slowly enough not to be felt. It
 * is never interrupted, for that would close the files it reads. Thread-safe.
 */
final class SlowRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlowRounds.class);

  /** A player with a long ledger takes the time of several. */
  private static final long ENTRIES_PER_PLAYER = 50;

  private static final double NANOS_PER_SECOND = 1e9;

  private final String name;
  private final long roundMinMs;
  private final int playersPerSecond;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastRoundMs;

  /**
   * @param name of the thread
   * @param roundMinMs rounds begin at least so far apart
   * @param playersPerSecond where one more is counted for every 50 ledger entries
   */
  SlowRounds(String name, long roundMinMs, int playersPerSecond, InstantSource clock) {
    this.name = name;
    this.roundMinMs = roundMinMs;
    this.playersPerSecond = playersPerSecond;
    this.clock = clock;
    this.lastRoundMs = clock.millis();
  }

  /** Goes round from now on. A round that fails is followed by another one. */
  void start(Runnable round) {
    Thread thread = new Thread(() -> run(round), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable round) {
    while (!isClosed()) {
      long beganMs = clock.millis();
      try {
        round.run();
      } catch (RuntimeException e) {
        if (!isClosed()) {
          LOG.warn("{}: a round did not end; what it left is for the next", name, e);
        }
      }
      sleepNanos(TimeUnit.MILLISECONDS.toNanos(beganMs + roundMinMs - clock.millis()));
    }
  }

  /** Gives way to others after a player with so many ledger entries. */
  void giveWay(long entries) {
    long weight = 1 + entries / ENTRIES_PER_PLAYER;
    sleepNanos((long) (NANOS_PER_SECOND * weight / playersPerSecond));
  }

  /** A full round has ended. */
  void ended() {
    lastRoundMs = clock.millis();
  }

  /** Since the last full round ended, or since the start. */
  double ageSeconds() {
    return (clock.millis() - lastRoundMs) / 1_000.0;
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void sleepNanos(long nanos) {
    try {
      var unused = closed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
    }
  }

  /** Ends after the player that is being looked at. */
  @Override
  public void close() {
    closed.countDown();
  }
}
