package com.rollingdrop.benchmarks.messages;

import com.rollingdrop.benchmarks.engine.EngineBatches;
import com.rollingdrop.benchmarks.engine.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Counts what batches of some sizes make the processes say, and takes off what they say anyway: an
 * idle time of the same length is counted in the same way.
 */
final class Count {
  /** Acknowledgements may come late and together; no transaction is under way any more. */
  private static final long SETTLE_MS = 1_500;

  /** The first batches open connections and make classes known. */
  private static final int WARM_UP_BATCHES = 8;

  private final EngineBatches grid;
  private final int batches;

  Count(EngineBatches grid, int batches) {
    this.grid = grid;
    this.batches = batches;
  }

  List<Tally> of(List<Integer> sizes) throws InterruptedException {
    for (int size : sizes) {
      send(size, WARM_UP_BATCHES);
    }
    TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
    List<Tally> tallies = new ArrayList<>();
    for (int size : sizes) {
      tallies.add(of(size));
    }
    return tallies;
  }

  private Tally of(int size) throws InterruptedException {
    Traffic before = grid.traffic();
    long start = System.nanoTime();
    send(size, batches);
    TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
    long took = System.nanoTime() - start;
    Traffic between = grid.traffic();
    TimeUnit.NANOSECONDS.sleep(took);
    Traffic after = grid.traffic();
    return new Tally(size, batches, between.minus(before), after.minus(between));
  }

  private void send(int size, int times) {
    for (int i = 0; i < times; i++) {
      grid.send(size);
    }
  }
}
