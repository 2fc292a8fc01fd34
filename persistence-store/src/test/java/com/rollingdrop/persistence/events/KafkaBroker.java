package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker (KRaft, broker and controller in one) as a process of its own. Its data and
 * its ports outlive a stop.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final long START_MS_MAX = 60_000;

  private final Path directory;
  private final int port;
  private Process process;
  private boolean killed;

  private KafkaBroker(Path directory, int port) throws IOException, InterruptedException {
    this.directory = directory;
    this.port = port;
    Files.createDirectories(directory);
    Files.write(properties(), configuration(port, FreePorts.next(), directory.resolve("data")));
    format();
    process = launch();
  }

  /** Formats a new storage below this directory, and starts. */
  public static KafkaBroker start(Path directory) throws IOException, InterruptedException {
    return new KafkaBroker(directory, FreePorts.next());
  }

  public int port() {
    return port;
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Kills the broker (SIGKILL). */
  public void kill() {
    killed = true;
    process.destroyForcibly().onExit().join();
  }

  /** Starts it again with its data and ports. */
  public void restart() throws IOException, InterruptedException {
    process = launch();
    killed = false;
  }

  /** Kills it; one that died by itself shows its last words. */
  @Override
  public void close() {
    if (!process.isAlive() && !killed) {
      System.err.println("the broker has died:\n" + log());
    }
    kill();
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("broker.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path properties() {
    return directory.resolve("server.properties");
  }

  private static List<String> configuration(int port, int controllerPort, Path data) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "controller.listener.names=CONTROLLER",
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs=" + data,
        "auto.create.topics.enable=false",
        "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1",
        "transaction.state.log.num.partitions=1",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        // By default this buffer takes half of the heap, and all of the rest would be in use.
        "log.cleaner.dedupe.buffer.size=4194304",
        "group.initial.rebalance.delay.ms=0");
  }

  private void format() throws IOException, InterruptedException {
    int code =
        java(
                "format.log",
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                properties().toString())
            .waitFor();
    if (code != 0) {
      throw new IOException("cannot format: " + Files.readString(directory.resolve("format.log")));
    }
  }

  private Process launch() throws IOException, InterruptedException {
    Process started = java("broker.log", "kafka.Kafka", properties().toString());
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS_MAX);
    while (!isOpen()) {
      if (!started.isAlive() || System.nanoTime() > until) {
        started.destroyForcibly();
        throw new IOException("the broker did not start: " + log());
      }
      Thread.sleep(100);
    }
    return started;
  }

  private boolean isOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Process java(String log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(log).toFile()))
        .start();
  }
}
