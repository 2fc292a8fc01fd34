package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.ChildProcess;
import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.benchmarks.load.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code redis-server} of this machine, with an append-only file that is forced each second.
 */
final class RedisServer implements AutoCloseable {
  private final ChildProcess process;
  private final int port;

  private RedisServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static Optional<Path> executable() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, "redis-server");
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  static RedisServer start(Stage stage) throws IOException, InterruptedException {
    Path executable = executable().orElseThrow(() -> new IOException("no redis-server"));
    int port = Ports.next(1);
    ChildProcess process =
        new ChildProcess(
            "redis",
            List.of(
                executable.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                stage.folder().toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec"),
            Map.of(),
            stage.folder(),
            "Ready to accept connections");
    RedisServer server = new RedisServer(process, port);
    try {
      process.awaitReady();
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
