package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Stage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A grid whose rows are written without the engine. Used by one thread. */
public final class EnginePuts implements AutoCloseable {
  private final EngineBatches grid;
  private final int players;

  private EnginePuts(EngineBatches grid, int players) {
    this.grid = grid;
    this.players = players;
    // Its rows are what is written from now on.
    grid.send(1);
  }

  /**
   * Starts it.
   *
   * @param line the line of the comparison whose settings it has
   */
  public static EnginePuts start(String line, Stage stage) throws Exception {
    return new EnginePuts(EngineBatches.start(line, stage), stage.players());
  }

  /**
   * Writes as much as it can for so long.
   *
   * @param threads of each node that write, each one transaction at a time
   * @param batchSize openings in a transaction
   * @return openings whose rows were written in a second
   */
  public long perSecond(int threads, int batchSize, int seconds) {
    long start = System.nanoTime();
    long written =
        grid.onEachNode(new PutsJob(players, threads, batchSize, seconds)).stream()
            .mapToLong(Long::longValue)
            .sum();
    return written * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }

  /** Versions and settings, for the report. */
  public String about() {
    return grid.about();
  }

  @Override
  public void close() throws IOException {
    grid.close();
  }
}
