package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Inserts batches of new events at an even rate, as a sink does under load, until it is closed. */
final class Inserting implements AutoCloseable {
  private static final int BATCHES_PER_SECOND = 2;

  private final EventTable table;
  private final long first;
  private final int batch;
  private final AtomicLong inserted = new AtomicLong();
  private final long beganNs = System.nanoTime();
  private final Thread thread = new Thread(this::run, "inserting");
  private volatile boolean closed;
  private volatile String failure = "";

  /**
   * Begins.
   *
   * @param first number of the first event
   * @param perSecond events a second
   */
  Inserting(ClickHouseConnections connections, long players, int boxes, long first, int perSecond)
      throws SQLException {
    this.table = new EventTable(connections, players, boxes);
    this.first = first;
    this.batch = perSecond / BATCHES_PER_SECOND;
    thread.start();
  }

  private void run() {
    long periodNs = TimeUnit.SECONDS.toNanos(1) / BATCHES_PER_SECOND;
    try {
      while (!closed) {
        long dueNs = beganNs + periodNs * (inserted.get() / batch);
        long leftNs = dueNs - System.nanoTime();
        if (leftNs > 0) {
          TimeUnit.NANOSECONDS.sleep(leftNs);
        }
        table.insertNow(first + inserted.get(), batch);
        inserted.addAndGet(batch);
      }
    } catch (SQLException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events a second that were inserted in truth. */
  long perSecond() {
    return inserted.get() * TimeUnit.SECONDS.toNanos(1) / Math.max(1, System.nanoTime() - beganNs);
  }

  /**
   * Stops.
   *
   * @throws IllegalStateException when an insert failed on the way
   */
  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    table.close();
    if (!failure.isEmpty()) {
      throw new IllegalStateException("an insert failed: " + failure);
    }
  }
}
