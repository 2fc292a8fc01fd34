package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What must be so before anything is started; each problem is one line that says what to do. */
public final class Preflight {
  private static final long DISK_MB = 2_048;
  private static final long MEMORY_BASE_MB = 2_500;
  private static final long MEMORY_PER_NODE_MB = 1_200;

  /** For a part or two that are started again beside those that run. */
  private static final long MEMORY_FEW_PARTS_MB = 512;

  private static final int FEW_PARTS = 2;

  private Preflight() {}

  /**
   * What stands in the way of a start; empty when nothing does.
   *
   * @param toStart the parts that do not run yet
   */
  public static List<String> problems(Layout layout, List<Part> toStart) throws IOException {
    return problems(Machine.now(layout), layout.data(), toStart);
  }

  static List<String> problems(Machine machine, Path data, List<Part> toStart) {
    List<String> problems = new ArrayList<>();
    for (Part part : toStart) {
      for (int port : part.ports()) {
        if (!machine.portFree().test(port)) {
          problems.add(
              part.name()
                  + ": port "
                  + port
                  + " is taken; stop what uses it, or set another one (README, Settings)");
        }
      }
    }
    long neededMb = memoryMb(toStart);
    if (machine.memoryMb() < neededMb) {
      problems.add(
          "memory: "
              + machine.memoryMb()
              + " MB are available, "
              + neededMb
              + " MB are needed; free some");
    }
    if (!toStart.isEmpty() && machine.diskMb() < DISK_MB) {
      problems.add(
          "disk: "
              + machine.diskMb()
              + " MB are free where "
              + data
              + " is, "
              + DISK_MB
              + " MB are needed; free some, or set ROLLINGDROP_DATA_DIR elsewhere");
    }
    return problems;
  }

  private static long memoryMb(List<Part> toStart) {
    if (toStart.isEmpty()) {
      return 0;
    }
    if (toStart.size() <= FEW_PARTS) {
      return MEMORY_FEW_PARTS_MB;
    }
    long nodes = toStart.stream().filter(p -> p.name().startsWith("grid-node")).count();
    return MEMORY_BASE_MB + nodes * MEMORY_PER_NODE_MB;
  }
}
