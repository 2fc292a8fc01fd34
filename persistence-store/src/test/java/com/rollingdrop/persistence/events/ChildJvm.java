package com.rollingdrop.persistence.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of ours in a JVM of its own, with this test's classes. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;

  public ChildJvm(Path log, Map<String, String> environment, List<String> flags, Class<?> main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + igniteFlags());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  private static Path igniteFlags() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path flags = folder.resolve("grid-config/ignite.jvmargs");
      if (Files.exists(flags)) {
        return flags;
      }
    }
    throw new IllegalStateException("grid-config/ignite.jvmargs is not above this folder");
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; gives the exit code. */
  public int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /** Resident memory now. */
  long residentMb() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
      }
    }
    return 0;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }
}
