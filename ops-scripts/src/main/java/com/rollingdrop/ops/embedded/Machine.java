package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * What this machine has to give.
 *
 * @param memoryMb memory that processes can still have
 * @param diskMb space where the data folder is
 * @param portFree whether a loopback port can be listened on
 */
record Machine(long memoryMb, long diskMb, IntPredicate portFree) {
  private static final long MB = 1024L * 1024L;

  /** This machine now; makes the data folder. */
  static Machine now(Layout layout) throws IOException {
    Files.createDirectories(layout.data());
    return new Machine(
        availableMemoryMb(),
        Files.getFileStore(layout.data()).getUsableSpace() / MB,
        Probe::isFree);
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
