package com.rollingdrop.ops.chaos;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long faults last, and what lies between two of them.
 *
 * @param fromMs at least
 * @param toMs at most
 */
record Pace(int fromMs, int toMs) {

  void pause(Random random) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(fromMs + random.nextInt(toMs - fromMs));
  }
}
