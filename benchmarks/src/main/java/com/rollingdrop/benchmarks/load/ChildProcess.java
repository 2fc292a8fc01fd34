package com.rollingdrop.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process that lives no longer than this one: its standard input ends with this process, and a
 * shutdown hook stops it. What it prints goes to a log file.
 */
public final class ChildProcess implements AutoCloseable {
  private static final long READY_SECONDS_MAX = 120;
  private static final long STOP_SECONDS_MAX = 30;

  private final String name;
  private final Process process;
  private final Path log;
  private final String readyText;
  private final CountDownLatch readyOrEnded = new CountDownLatch(1);
  private final Thread killer;
  private volatile boolean ready;

  /**
   * Starts it.
   *
   * @param environment added to this process's own
   * @param readyText is part of the line that it prints when it is up
   */
  public ChildProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      String readyText)
      throws IOException {
    this.name = name;
    this.readyText = readyText;
    this.log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    killer = new Thread(process::destroyForcibly, name + "-killer");
    Runtime.getRuntime().addShutdownHook(killer);
    Thread reader = new Thread(this::read, name + "-log");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println(line);
        if (line.contains(readyText)) {
          ready = true;
          readyOrEnded.countDown();
        }
      }
    } catch (IOException e) {
      // The process ended while its last lines were read.
    } finally {
      readyOrEnded.countDown();
    }
  }

  /** Waits until it is up. */
  public void awaitReady() throws IOException, InterruptedException {
    boolean inTime = readyOrEnded.await(READY_SECONDS_MAX, TimeUnit.SECONDS);
    if (!ready) {
      throw new IOException(
          name + (inTime ? " ended before it was up" : " is not up in time") + ", see " + log);
    }
  }

  /** Kills it: nothing of what it holds is needed any more. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
