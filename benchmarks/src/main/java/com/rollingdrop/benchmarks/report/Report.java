package com.rollingdrop.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * Everything that a comparison found.
 *
 * @param machine what it ran on, in the order of the report
 * @param settings what it was asked to do, in the order of the report
 * @param lines those that ran
 * @param skipped contenders that could not run, with the reason
 */
public record Report(
    Map<String, String> machine,
    Map<String, String> settings,
    List<Line> lines,
    Map<String, String> skipped) {
  public Report {
    lines = List.copyOf(lines);
  }
}
