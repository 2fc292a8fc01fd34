package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.ChildProcess;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.benchmarks.load.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What many run today: a Node.js monolith over Postgres, called over HTTP. */
public final class MonolithContender implements Contender {
  private final String name;
  private final String title;
  private final PostgresDurability durability;

  private MonolithContender(String name, String title, PostgresDurability durability) {
    this.name = name;
    this.title = title;
    this.durability = durability;
  }

  /** Over a Postgres whose commits wait for the disk. */
  public static MonolithContender durable() {
    return new MonolithContender(
        "monolith-fsync", "Node.js monolith over Postgres, fsync on", PostgresDurability.FSYNC_ON);
  }

  /** Over a Postgres whose commits wait for nothing. */
  public static MonolithContender fast() {
    return new MonolithContender(
        "monolith", "Node.js monolith over Postgres, fsync off", PostgresDurability.FSYNC_OFF);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isEngine() {
    return false;
  }

  @Override
  public Optional<String> missing() {
    try {
      boolean found =
          new ProcessBuilder("node", "--version")
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
      return found ? Optional.empty() : Optional.of("node does not run");
    } catch (IOException e) {
      return Optional.of("node is not on the PATH; install Node.js 20 or newer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public MonolithTarget start(Stage stage) throws Exception {
    Path folder = stage.home().resolve("benchmarks").resolve("monolith");
    installIfMissing(folder);
    PostgresServer postgres = PostgresServer.start(durability, stage);
    int port = Ports.next(1);
    ChildProcess node = null;
    try {
      node =
          new ChildProcess(
              "monolith",
              List.of("node", folder.resolve("server.mjs").toString()),
              Map.of(
                  "NODE_ENV",
                  "production",
                  "MONOLITH_PORT",
                  Integer.toString(port),
                  "MONOLITH_POOL",
                  Integer.toString(MonolithTarget.POOL),
                  "PGPORT",
                  Integer.toString(postgres.port())),
              stage.folder(),
              "monolith serves");
      node.awaitReady();
      return new MonolithTarget(postgres, node, port, folder);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (node != null) {
        node.close();
      }
      postgres.close();
      throw e;
    }
  }

  private static void installIfMissing(Path folder) throws IOException, InterruptedException {
    if (Files.isDirectory(folder.resolve("node_modules").resolve("express"))) {
      return;
    }
    int code =
        new ProcessBuilder("npm", "ci", "--omit=dev", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("npm ci failed in " + folder);
    }
  }
}
