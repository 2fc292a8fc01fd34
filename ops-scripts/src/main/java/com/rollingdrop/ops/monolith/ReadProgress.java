package com.rollingdrop.ops.monolith;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says now and then how many there were of something, and at what rate. Used by one thread. */
final class ReadProgress {
  private static final long SAY_EVERY_NS = 2_000_000_000L;

  private final Consumer<String> out;
  private final LongSupplier nanoTime;
  private String subject = "";
  private long count;
  private long startNs;
  private long saidNs;

  ReadProgress(Consumer<String> out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /** One more. */
  void row(String of) {
    rows(of, 1);
  }

  /** Some more. */
  void rows(String of, long more) {
    long now = nanoTime.getAsLong();
    if (!of.equals(subject)) {
      done();
      subject = of;
      startNs = now;
      saidNs = now;
    }
    count += more;
    if (now - saidNs >= SAY_EVERY_NS) {
      saidNs = now;
      say(now);
    }
  }

  /** No more of it. */
  void done() {
    if (count > 0) {
      say(nanoTime.getAsLong());
    }
    count = 0;
    subject = "";
  }

  private void say(long now) {
    double seconds = Math.max(0.001, (now - startNs) / 1e9);
    out.accept(
        String.format(Locale.ROOT, "%-14s %,d, %,.0f a second", subject, count, count / seconds));
  }
}
