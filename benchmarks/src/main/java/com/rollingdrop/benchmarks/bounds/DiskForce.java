package com.rollingdrop.benchmarks.bounds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** How often a second the disk can be forced to keep what was just written. */
final class DiskForce {
  /** As a segment of the write-ahead log: written once before, and then over again. */
  private static final int FILE_BYTES = 32 << 20;

  private DiskForce() {}

  /**
   * Writes and forces for so long.
   *
   * @param folder on the disk in question
   * @param bytes between one forcing and the next
   */
  static long perSecond(Path folder, int bytes, int seconds) throws IOException {
    Path file = Files.createTempFile(folder, "force", ".bin");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(FILE_BYTES));
      channel.force(true);
      long start = System.nanoTime();
      long until = start + TimeUnit.SECONDS.toNanos(seconds);
      ByteBuffer piece = ByteBuffer.allocateDirect(bytes);
      long forced = 0;
      long at = 0;
      while (System.nanoTime() < until) {
        channel.write(piece.clear(), at);
        channel.force(false);
        forced++;
        at = at + 2L * bytes > FILE_BYTES ? 0 : at + bytes;
      }
      return forced * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
    } finally {
      Files.delete(file);
    }
  }
}
