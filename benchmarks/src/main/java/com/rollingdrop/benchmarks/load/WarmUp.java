package com.rollingdrop.benchmarks.load;

import java.util.List;
import java.util.Optional;

/**
 * How long a target is warmed up: at least and at most so many seconds, and in between for as long
 * as its rate grows. A JVM on few cores needs far longer than a program that was compiled before.
 */
public record WarmUp(int secondsMin, int secondsMax) {
  /** Enough for what was compiled before it runs. */
  public static final WarmUp USUAL = new WarmUp(10, 90);

  private static final int WINDOW = 5;
  private static final double GROWTH_MIN = 1.03;

  /**
   * This one with bounds that somebody asked for.
   *
   * @param least seconds at least; wins over what is at most
   * @param most seconds at most
   */
  public WarmUp within(Optional<Integer> least, Optional<Integer> most) {
    int max = most.orElse(secondsMax);
    int min = least.orElse(Math.min(secondsMin, max));
    return new WarmUp(min, Math.max(min, max));
  }

  /**
   * Whether the warm-up is over.
   *
   * @param openedPerSecond replies by second since its start
   */
  boolean isOver(List<Long> openedPerSecond) {
    int seconds = openedPerSecond.size();
    if (seconds < secondsMin || seconds >= secondsMax) {
      return seconds >= secondsMax;
    }
    if (seconds < 2 * WINDOW) {
      return false;
    }
    long last = sum(openedPerSecond.subList(seconds - WINDOW, seconds));
    long before = sum(openedPerSecond.subList(seconds - 2 * WINDOW, seconds - WINDOW));
    return last < before * GROWTH_MIN;
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
