package com.rollingdrop.benchmarks.load;

import java.util.List;

/**
 * How long a target is warmed up: at least and at most so many seconds, and in between for as long
 * as its rate grows. A JVM on few cores needs far longer than a program that was compiled before.
 */
public record WarmUp(int secondsMin, int secondsMax) {
  private static final int WINDOW = 5;
  private static final double GROWTH_MIN = 1.03;

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
