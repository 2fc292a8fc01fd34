package com.rollingdrop.ops.chaos;

import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.ops.system.RunningSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens to Postgres, and to a node whose buffer is full because of it. */
final class PostgresFaults {
  private static final String POSTGRES = "postgres";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long SLOW_MS = 400;

  /** So slow that no buffer of these tests keeps up. */
  private static final long NEARLY_STILL_MS = 3_000;

  private final RunningSystem system;
  private final RunningParts parts;
  private final SlowWire wire;
  private final Counters counters;
  private final Pace pace;

  PostgresFaults(
      RunningSystem system, RunningParts parts, SlowWire wire, Counters counters, Pace pace) {
    this.system = system;
    this.parts = parts;
    this.wire = wire;
    this.counters = counters;
    this.pace = pace;
  }

  List<Fault> all() {
    return List.of(
        new Fault("a grid node is killed with a full buffer", 1, this::nodeKilledWithFullBuffer),
        new Fault("Postgres is stopped and started", 0, this::stopped),
        new Fault("Postgres crashes", 1, this::crashed),
        new Fault("Postgres is slow", 0, this::slow),
        new Fault("Postgres is read-only", 0, this::readOnly),
        new Fault("Postgres' disk takes no writes", 0, this::diskTakesNothing));
  }

  private void nodeKilledWithFullBuffer(Random random) throws Exception {
    // With one backup, the loss of a second node while a copy is missing would lose data.
    awaitGrid();
    String node = RunningParts.node(1 + random.nextInt(RunningParts.NODES));
    boolean slow = random.nextBoolean();
    counters.look(node);
    long dropped = counters.sum(node, Counters.DROPPED);
    if (slow) {
      wire.delay(NEARLY_STILL_MS);
    } else {
      hold("INT");
    }
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                counters.look(node);
                return counters.sum(node, Counters.DROPPED) > dropped;
              });
      parts.kill(node);
      pace.pause(random);
    } finally {
      wire.delay(0);
      parts.release(POSTGRES);
    }
    awaitGrid();
  }

  private void awaitGrid() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(parts::isGridWhole);
  }

  private void stopped(Random random) throws Exception {
    downFor("INT", random);
  }

  // Its own immediate shutdown: nothing is written, and the next start recovers.
  private void crashed(Random random) throws Exception {
    downFor("QUIT", random);
  }

  private void downFor(String signal, Random random) throws Exception {
    hold(signal);
    try {
      pace.pause(random);
    } finally {
      parts.release(POSTGRES);
    }
    awaitPostgres();
  }

  private void hold(String signal) throws IOException, InterruptedException {
    parts.hold(POSTGRES);
    parts.signal(POSTGRES, signal);
  }

  private void awaitPostgres() {
    await().atMost(PATIENCE).until(() -> parts.isReady(POSTGRES));
  }

  private void slow(Random random) throws Exception {
    wire.delay(SLOW_MS);
    try {
      pace.pause(random);
    } finally {
      wire.delay(0);
    }
  }

  // As a hosted Postgres behaves whose disk is full, and one that was made a replica.
  private void readOnly(Random random) throws Exception {
    alter("ALTER SYSTEM SET default_transaction_read_only = on");
    try {
      pace.pause(random);
    } finally {
      alter("ALTER SYSTEM RESET default_transaction_read_only");
    }
  }

  private void alter(String sql) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + system.settings().postgres().port() + "/postgres";
    String password = system.secrets().text(Secret.POSTGRES_ADMIN_PASSWORD);
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /**
   * The kernel refuses every write of Postgres' processes to a file, as on a disk that was mounted
   * read-only; no mount is needed for it. Postgres cannot write its log then, crashes, and does not
   * come up until its disk does.
   */
  private void diskTakesNothing(Random random) throws Exception {
    parts.hold(POSTGRES);
    try {
      limitFiles("0");
      pace.pause(random);
    } finally {
      limitFiles("unlimited");
      parts.release(POSTGRES);
    }
    awaitPostgres();
  }

  // The soft limit alone, so that it can be lifted again. Children inherit it: the parent first.
  private void limitFiles(String bytes) throws IOException, InterruptedException {
    for (long pid : parts.processes(POSTGRES)) {
      RunningParts.run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":");
    }
  }
}
