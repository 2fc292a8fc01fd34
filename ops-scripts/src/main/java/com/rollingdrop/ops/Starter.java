package com.rollingdrop.ops;

import com.rollingdrop.ops.embedded.Part;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts parts side by side, each waits for what it needs by itself, and tells of each one when it
 * is ready.
 */
final class Starter {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long LOOK_EVERY_MS = 100;

  private final PrintWriter out;

  Starter(PrintWriter out) {
    this.out = out;
  }

  /** Starts what does not run yet, returns when all are ready. */
  void startAll(List<Part> parts) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    List<Part> waiting = new ArrayList<>();
    Set<Part> started = new HashSet<>();
    for (Part part : parts) {
      if (part.pid().isPresent() && part.isReady()) {
        tell(part, "runs already");
      } else {
        waiting.add(part);
      }
    }
    while (!waiting.isEmpty()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
      for (Iterator<Part> each = waiting.iterator(); each.hasNext(); ) {
        Part part = each.next();
        boolean runs = part.pid().isPresent();
        if (runs && part.isReady()) {
          tell(part, "up after " + seconds + " s");
          each.remove();
        } else if (!runs && started.add(part)) {
          // Not only at first: one that was just dying when we looked is started once it is dead.
          part.start();
        } else if (!runs) {
          throw new OpsException(part.name() + " did not start:\n" + part.lastWords());
        } else if (seconds > PATIENCE.toSeconds()) {
          throw new OpsException(
              part.name() + " is not ready after " + seconds + " s:\n" + part.lastWords());
        }
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  private void tell(Part part, String what) {
    out.printf("  %-14s %-16s %s%n", part.name(), what, part.address());
    out.flush();
  }
}
