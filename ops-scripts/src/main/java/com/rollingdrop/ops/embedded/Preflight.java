package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What must be so before anything is started; each problem is one line that says what to do. */
public final class Preflight {
  private static final long MB = 1024L * 1024L;
  private static final long DISK_MB = 2_048;
  private static final long MEMORY_BASE_MB = 2_500;
  private static final long MEMORY_PER_NODE_MB = 1_200;

  private Preflight() {}

  /**
   * What stands in the way of a start; empty when nothing does.
   *
   * @param toStart the parts that do not run yet
   */
  public static List<String> problems(Layout layout, List<Part> toStart) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Part part : toStart) {
      for (int port : part.ports()) {
        if (!Probe.isFree(port)) {
          problems.add(
              part.name()
                  + ": port "
                  + port
                  + " is taken; stop what uses it, or set another one (README, Settings)");
        }
      }
    }
    if (toStart.isEmpty()) {
      return problems;
    }
    long nodes = toStart.stream().filter(p -> p.name().startsWith("grid-node")).count();
    // A single part that is started again needs far less than the whole system.
    long neededMb = toStart.size() < 3 ? 512 : MEMORY_BASE_MB + nodes * MEMORY_PER_NODE_MB;
    long availableMb = availableMemoryMb();
    if (availableMb < neededMb) {
      problems.add(
          "memory: "
              + availableMb
              + " MB are available, "
              + neededMb
              + " MB are needed; free some");
    }
    Files.createDirectories(layout.data());
    FileStore disk = Files.getFileStore(layout.data());
    if (disk.getUsableSpace() < DISK_MB * MB) {
      problems.add(
          "disk: "
              + disk.getUsableSpace() / MB
              + " MB are free where "
              + layout.data()
              + " is, "
              + DISK_MB
              + " MB are needed; free some, or set ROLLINGDROP_DATA_DIR elsewhere");
    }
    return problems;
  }

  private static long availableMemoryMb() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
      if (line.startsWith("MemAvailable:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return Long.MAX_VALUE;
  }
}
