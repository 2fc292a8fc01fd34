package com.rollingdrop.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers that open boxes, each on a thread of its own and waiting for each reply. */
public record Load(int callers, WarmUp warmUp, Duration measured, PlayerChoice choice) {
  private static final double NANOS_PER_MICRO = 1_000;
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Runs the load.
   *
   * @throws IllegalStateException when a call failed
   */
  public Measurement run(Target target, Pace pace) throws IOException, InterruptedException {
    List<Caller> open = new ArrayList<>();
    try {
      for (int i = 0; i < callers; i++) {
        open.add(target.caller());
      }
      return run(open, pace);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      for (Caller caller : open) {
        caller.close();
      }
    }
  }

  private Measurement run(List<Caller> open, Pace pace) throws InterruptedException {
    Window window = new Window();
    SplittableRandom seeds = new SplittableRandom();
    List<Worker> workers = new ArrayList<>();
    for (Caller caller : open) {
      workers.add(new Worker(caller, pace, choice, seeds.split(), window, new Samples(seconds())));
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<?>> ends = new ArrayList<>();
      workers.forEach(worker -> ends.add(threads.submit(worker)));
      int warmUpSeconds = warmUp(workers, ends);
      long now = System.nanoTime();
      window.set(now, now + measured.toNanos());
      for (Future<?> end : ends) {
        end.get();
      }
      return summary(workers, warmUpSeconds);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Lets the workers run until they are warm or one of them has failed. */
  private int warmUp(List<Worker> workers, List<Future<?>> ends) throws InterruptedException {
    List<Long> perSecond = new ArrayList<>();
    long start = System.nanoTime();
    long before = 0;
    while (!warmUp.isOver(perSecond) && ends.stream().noneMatch(Future::isDone)) {
      long next = start + (perSecond.size() + 1) * SECOND_NANOS;
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      long openings = openings(workers);
      perSecond.add(openings - before);
      before = openings;
    }
    return perSecond.size();
  }

  private Measurement summary(List<Worker> workers, int warmUpSeconds) {
    List<Samples> samples = workers.stream().map(Worker::samples).toList();
    long[] latencies = Samples.sortedLatencies(samples);
    return new Measurement(
        callers,
        warmUpSeconds,
        Arrays.stream(Samples.perSecond(samples, seconds())).boxed().toList(),
        latencies.length * 1e9 / measured.toNanos(),
        Percentiles.of(latencies, 50) / NANOS_PER_MICRO,
        Percentiles.of(latencies, 99) / NANOS_PER_MICRO,
        Percentiles.of(latencies, 100) / NANOS_PER_MICRO,
        openings(workers));
  }

  private int seconds() {
    return (int) Math.max(1, measured.toSeconds());
  }

  private static long openings(List<Worker> workers) {
    return workers.stream().mapToLong(Worker::openings).sum();
  }
}
