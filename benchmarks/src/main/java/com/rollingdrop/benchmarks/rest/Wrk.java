package com.rollingdrop.benchmarks.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk, one thread with many connections, each waiting for its reply. */
final class Wrk {
  private static final Pattern RESULT =
      Pattern.compile(
          "RESULT requests=(\\d+) micros=(\\d+) failed=(\\d+) p50=(\\d+) p95=(\\d+) p99=(\\d+)");

  private final Path script;
  private final int connections;

  /**
   * @param work a folder for the script
   */
  Wrk(Path work, int connections) throws IOException {
    this.connections = connections;
    this.script = work.resolve("open-box.lua");
    try (InputStream in = Wrk.class.getResourceAsStream("open-box.lua")) {
      if (in == null) {
        throw new IOException("open-box.lua is not on the class path");
      }
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What one run found; times in microseconds. */
  record Result(long requests, double perSecond, long failed, long p50, long p95, long p99) {}

  /** Whether wrk is there. */
  static boolean isThere() throws InterruptedException {
    try {
      Process wrk =
          new ProcessBuilder("wrk", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      wrk.waitFor();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Opens boxes for so long.
   *
   * @param players what each sends, see the script
   * @throws IOException when wrk does not say what it found
   */
  Result run(URI openBox, Path players, int seconds) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "wrk",
                    "-t1",
                    "-c" + connections,
                    "-d" + seconds + "s",
                    "--timeout",
                    "10s",
                    "-s",
                    script.toString(),
                    openBox.toString()))
            .redirectErrorStream(true);
    builder.environment().put("BENCH_PLAYERS", players.toString());
    Process wrk = builder.start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    Matcher found = RESULT.matcher(said);
    if (!found.find()) {
      throw new IOException("wrk says: " + said);
    }
    long requests = Long.parseLong(found.group(1));
    double time = Double.parseDouble(found.group(2)) / TimeUnit.SECONDS.toMicros(1);
    return new Result(
        requests,
        requests / time,
        Long.parseLong(found.group(3)),
        Long.parseLong(found.group(4)),
        Long.parseLong(found.group(5)),
        Long.parseLong(found.group(6)));
  }
}
