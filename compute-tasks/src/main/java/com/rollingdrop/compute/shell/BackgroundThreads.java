package com.rollingdrop.compute.shell;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Threads that work in the background and keep no process alive. */
public final class BackgroundThreads {
  private BackgroundThreads() {}

  /**
   * A scheduler with threads of its own.
   *
   * @param name of each thread
   */
  public static ScheduledExecutorService named(String name, int threads) {
    return new ScheduledThreadPoolExecutor(
        threads,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
