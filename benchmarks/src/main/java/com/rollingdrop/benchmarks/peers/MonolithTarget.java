package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.Caller;
import com.rollingdrop.benchmarks.load.ChildProcess;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A running monolith; every caller keeps its connection. */
public final class MonolithTarget implements Target {
  static final int POOL = 20;

  private static final int OK = 200;

  private final PostgresServer postgres;
  private final ChildProcess node;
  private final Path folder;
  private final URI openBox;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  MonolithTarget(PostgresServer postgres, ChildProcess node, int port, Path folder) {
    this.postgres = postgres;
    this.node = node;
    this.folder = folder;
    this.openBox = URI.create("http://127.0.0.1:" + port + "/transactions/open-box");
  }

  /** Where boxes are opened. */
  public URI openBox() {
    return openBox;
  }

  @Override
  public Caller caller() {
    return this::open;
  }

  private boolean open(long playerId, UUID key) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(openBox)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key.toString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"playerId\":" + playerId + ",\"boxId\":\"" + Work.BOX.boxId() + "\"}"))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != OK) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body().contains("\"replayed\":true");
  }

  @Override
  public long balanceMinor(long playerId) throws SQLException {
    return postgres.balanceMinor(playerId);
  }

  @Override
  public long openings() throws SQLException {
    return postgres.openings();
  }

  @Override
  public String about() throws SQLException, IOException, InterruptedException {
    return "Node.js "
        + nodeVersion()
        + ", express "
        + version("express")
        + ", pg "
        + version("pg")
        + " with "
        + POOL
        + " connections, "
        + postgres.about();
  }

  private static String nodeVersion() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("node", "--version").start();
    try (var lines = process.inputReader()) {
      String version = lines.readLine();
      process.waitFor();
      return String.valueOf(version);
    }
  }

  private String version(String dependency) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("package.json"));
    return lines.stream()
        .filter(line -> line.contains("\"" + dependency + "\":"))
        .map(line -> line.replaceAll(".*: \"|\".*", ""))
        .findFirst()
        .orElse("?");
  }

  @Override
  public void close() throws IOException {
    node.close();
    postgres.close();
  }
}
