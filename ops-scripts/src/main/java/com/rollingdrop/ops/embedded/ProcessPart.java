package com.rollingdrop.ops.embedded;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A part that is an ordinary process, started from a command line and stopped by SIGTERM. */
final class ProcessPart implements Part {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final int LAST_LINES = 12;

  private final Layout layout;
  private final String name;
  private final String address;
  private final List<Integer> ports;
  private final Command command;
  private final BooleanSupplier ready;
  private final @Nullable URI statusUri;
  private final PidFile pidFile;

  /** The command line and what it adds to the environment; made when the part is started. */
  @FunctionalInterface
  interface Command {
    Line line() throws IOException;
  }

  record Line(List<String> arguments, Map<String, String> environment) {}

  ProcessPart(
      Layout layout,
      String name,
      String address,
      List<Integer> ports,
      Command command,
      BooleanSupplier ready,
      @Nullable URI statusUri) {
    this.layout = layout;
    this.name = name;
    this.address = address;
    this.ports = ports;
    this.command = command;
    this.ready = ready;
    this.statusUri = statusUri;
    this.pidFile = new PidFile(layout.run().resolve(name + ".pid"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public List<Integer> ports() {
    return ports;
  }

  @Override
  public OptionalLong pid() {
    return pidFile.process().map(p -> OptionalLong.of(p.pid())).orElse(OptionalLong.empty());
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(layout.logs());
    Files.createDirectories(layout.run());
    Line line = command.line();
    List<String> arguments = new ArrayList<>();
    // A session of its own: closing the terminal must not stop the system.
    arguments.add("setsid");
    arguments.addAll(line.arguments());
    ProcessBuilder builder = new ProcessBuilder(arguments);
    builder.directory(layout.home().toFile());
    builder.environment().putAll(line.environment());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(output().toFile());
    // setsid replaces itself by the program when it need not fork, which is so for a fresh child.
    pidFile.write(builder.start().toHandle());
  }

  @Override
  public boolean isReady() {
    return ready.getAsBoolean();
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = pidFile.process();
    if (process.isPresent()) {
      process.get().destroy();
      try {
        process.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        process.get().destroyForcibly();
      } catch (ExecutionException e) {
        throw new IOException(e);
      }
    }
    pidFile.delete();
  }

  @Override
  public Optional<URI> statusUri() {
    return Optional.ofNullable(statusUri);
  }

  @Override
  public String lastWords() {
    StringBuilder words = new StringBuilder();
    for (Path file : List.of(output(), log(layout, name))) {
      try {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        lines
            .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
            .forEach(line -> words.append(line).append('\n'));
      } catch (IOException e) {
        // It has not printed anything there.
      }
    }
    return words.toString();
  }

  /** The bounded log of a Java part. */
  static Path log(Layout layout, String name) {
    return layout.logs().resolve(name + ".log");
  }

  private Path output() {
    return layout.logs().resolve(name + ".out");
  }
}
