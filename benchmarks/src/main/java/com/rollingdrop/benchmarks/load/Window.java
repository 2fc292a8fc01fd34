package com.rollingdrop.benchmarks.load;

/** The measured time; it is set once the warm-up is over. Thread-safe. */
final class Window {
  private volatile boolean open;
  private long from;
  private long until;

  /** From when and until when it is measured, by {@link System#nanoTime}. Called once. */
  void set(long fromNanos, long untilNanos) {
    from = fromNanos;
    until = untilNanos;
    // Written last: who sees it sees the two times as well.
    open = true;
  }

  boolean isPast(long nanos) {
    return open && nanos - until >= 0;
  }

  boolean holds(long nanos) {
    return open && nanos - from >= 0 && nanos - until < 0;
  }

  long sinceStart(long nanos) {
    return nanos - from;
  }
}
