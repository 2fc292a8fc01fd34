package com.rollingdrop.grid.ignite;

import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.internal.util.typedef.internal.U;

/**
 * The part of a node's write-ahead log that its change data capture has not read yet, and the disk
 * on which it grows. A node keeps every segment until it is read, without a limit: an event is
 * never dropped to save disk, so the disk must be watched. Thread-safe.
 */
public final class WaitingLog {
  private static final long MB = 1L << 20;

  private final Path folder;
  private final Path disk;
  private final long freeMinBytes;

  private WaitingLog(Path folder, Path disk, long freeMinBytes) {
    this.folder = folder;
    this.disk = disk;
    this.freeMinBytes = freeMinBytes;
  }

  /** That of the node which the settings name. */
  public static WaitingLog of(Settings settings) {
    IgniteConfiguration ignite = IgniteConfigurations.server(settings);
    Path work = Path.of(ignite.getWorkDirectory());
    return new WaitingLog(
        work.resolve(ignite.getDataStorageConfiguration().getCdcWalPath())
            .resolve(U.maskForFileName(ignite.getConsistentId().toString())),
        work,
        settings.grid().diskFreeMinMb() * MB);
  }

  /** Where the node links the segments that are to be read; it is not there before the first. */
  public Path folder() {
    return folder;
  }

  /** What waits, bytes. */
  public long bytes() {
    long sum = 0;
    try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder, "*.wal")) {
      for (Path segment : segments) {
        sum += sizeOf(segment);
      }
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException | DirectoryIteratorException e) {
      throw new IllegalStateException("cannot look into " + folder, e);
    }
    return sum;
  }

  // It may have been read, and so removed, since it was listed.
  private static long sizeOf(Path segment) throws IOException {
    try {
      return Files.size(segment);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** What is free on the disk of the node's data, bytes. */
  public long freeBytes() {
    Path there = disk;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      return Files.getFileStore(there).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether less is free than the settings want. */
  public boolean isDiskLow() {
    return freeBytes() < freeMinBytes;
  }

  /** Registers {@code rollingdrop.cdc.waiting.bytes} and {@code rollingdrop.disk.low}. */
  public void register(MeterRegistry registry) {
    Gauge.builder("rollingdrop.cdc.waiting.bytes", this, WaitingLog::bytes)
        .description("write-ahead log that the change data capture has not read yet")
        .register(registry);
    Gauge.builder("rollingdrop.disk.low", this, log -> log.isDiskLow() ? 1 : 0)
        .description("1 while less is free than rollingdrop.grid.disk-free-min-mb")
        .register(registry);
  }

  /** For a status: fields of a JSON object, each with a comma before it. */
  public String statusFields() {
    return ",\"cdcWaitingMb\":%d,\"diskFreeMb\":%d,\"diskLow\":%b"
        .formatted(bytes() / MB, freeBytes() / MB, isDiskLow());
  }
}
