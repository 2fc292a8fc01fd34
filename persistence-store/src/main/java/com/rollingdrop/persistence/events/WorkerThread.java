package com.rollingdrop.persistence.events;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that works until it is told to stop, and then has its time to do so. Thread-safe. */
public final class WorkerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);

  /** Longer than what Kafka or a database that does not answer takes to be given up. */
  private static final long STOP_WAIT_MS = 20_000;

  private final StopSignal stop;
  private final Thread thread;

  /**
   * @param work returns soon after a stop is asked for
   */
  public WorkerThread(String name, Runnable work, StopSignal stop) {
    this.stop = stop;
    this.thread = new Thread(work, name);
  }

  /** Begins the work; once. */
  public void start() {
    thread.start();
  }

  /** Stops it after the batch at hand; one that can't be finished now comes again. */
  @Override
  public void close() {
    stop.request();
    try {
      thread.join(STOP_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("{} did not stop in time; its last batch comes again", thread.getName());
    }
  }
}
