package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * One round of one contender.
 *
 * @param number 1 and up
 * @param top all callers, each calling as fast as it gets replies
 * @param half the same callers at half of that rate; null when not asked for
 * @param single one caller; null when not asked for
 */
public record Round(
    int number, Measurement top, @Nullable Measurement half, @Nullable Measurement single) {}
