package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process over the runs of our commands. The start time is kept beside the pid, so that
 * a stranger who got the same pid later is never taken for ours.
 */
final class PidFile {
  private final Path file;

  PidFile(Path file) {
    this.file = file;
  }

  /** Writes it in one step: who reads meanwhile finds the process before or this one. */
  void write(ProcessHandle process) throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    Path written = Files.createTempFile(folder, file.getFileName().toString(), ".new");
    Files.writeString(written, process.pid() + " " + startOf(process));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The process, when it still runs. */
  Optional<ProcessHandle> process() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] parts;
    try {
      parts = Files.readString(file).strip().split(" ", 2);
    } catch (IOException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(parts.length == 2 ? parts[1] : ""));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
