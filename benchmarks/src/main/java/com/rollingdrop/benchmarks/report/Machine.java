package com.rollingdrop.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a benchmark ran on. */
public final class Machine {
  private static final long KB_PER_GB = 1024L * 1024L;

  private Machine() {}

  /**
   * The facts in the order of a report.
   *
   * @param work a folder on the file system that is used
   */
  public static Map<String, String> describe(Path work, Instant now) throws IOException {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("when", now.truncatedTo(ChronoUnit.MINUTES).toString());
    machine.put("commit", System.getProperty("rollingdrop.commit", "unknown"));
    machine.put(
        "cores",
        Runtime.getRuntime().availableProcessors()
            + " ("
            + field("/proc/cpuinfo", "model name")
            + ")");
    long memoryKb = Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""));
    machine.put("memory", Math.round((double) memoryKb / KB_PER_GB) + " GiB");
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("file system", Files.getFileStore(work).type());
    machine.put(
        "Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    machine.put("load before", Double.toString(loadAverage()));
    return machine;
  }

  /** The load average of the last minute: what else was going on. */
  public static double loadAverage() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  private static String field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    }
  }
}
