package com.rollingdrop.ops.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Strikes with one fault after the other, in random order, each as often as any other. */
final class Nemesis {
  private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);
  private static final Pace BETWEEN = new Pace(500, 2_500);

  private final List<Fault> faults;
  private final Random random;
  private int struck;
  private int kills;

  Nemesis(List<Fault> faults, Random random) {
    this.faults = faults;
    this.random = random;
  }

  /** Every fault once, and all over again until the time is up. */
  void harm(Duration time) throws Exception {
    long endNanos = System.nanoTime() + time.toNanos();
    do {
      List<Fault> order = new ArrayList<>(faults);
      Collections.shuffle(order, random);
      for (Fault fault : order) {
        BETWEEN.pause(random);
        long startNanos = System.nanoTime();
        fault.strike().with(random);
        LOG.info(
            "{}: over after {} ms",
            fault.name(),
            Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        struck++;
        kills += fault.kills();
      }
    } while (System.nanoTime() - endNanos < 0);
  }

  int struck() {
    return struck;
  }

  int kills() {
    return kills;
  }
}
