package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Postgres from its embedded binaries, durable (fsync on) and with passwords, unlike the library's
 * defaults. The postmaster runs on when the command that started it has ended.
 */
final class PostgresPart implements Part {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORDS_ONLY =
      """
      # Written at the first start: everybody needs a password.
      local all all scram-sha-256
      host  all all 127.0.0.1/32 scram-sha-256
      host  all all ::1/128 scram-sha-256
      """;

  private final Settings settings;
  private final Secrets secrets;
  private final Layout layout;

  PostgresPart(Settings settings, Secrets secrets, Layout layout) {
    this.settings = settings;
    this.secrets = secrets;
    this.layout = layout;
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String address() {
    return "jdbc:postgresql://127.0.0.1:"
        + settings.postgres().port()
        + "/"
        + settings.postgres().database();
  }

  @Override
  public List<Integer> ports() {
    return List.of(settings.postgres().port());
  }

  @Override
  public OptionalLong pid() {
    return postmaster().map(p -> OptionalLong.of(p.pid())).orElse(OptionalLong.empty());
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(layout.logs());
    Path log = layout.logs().resolve("postgres.out");
    ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
    boolean fresh = !Files.exists(data().resolve("PG_VERSION"));
    String adminPassword = secrets.text(Secret.POSTGRES_ADMIN_PASSWORD);
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setDataDirectory(data())
            .setOverrideWorkingDirectory(folder().resolve("binaries").toFile())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(settings.postgres().port())
            .setPGStartupWait(START_PATIENCE)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "60")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("max_wal_size", "512MB")
            .setServerConfig("log_min_messages", "warning")
            .setConnectConfig("password", adminPassword)
            .setOutputRedirector(output)
            .setErrorRedirector(output)
            .start();
    try {
      prepare(started, adminPassword, fresh);
    } catch (SQLException e) {
      throw new IOException("Postgres started, but could not be prepared", e);
    }
  }

  /** Passwords, our user, our database; each step can be repeated when a start was cut short. */
  private void prepare(EmbeddedPostgres postgres, String adminPassword, boolean fresh)
      throws SQLException, IOException {
    String user = settings.postgres().user();
    String database = settings.postgres().database();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      if (!fresh && exists(sql, "pg_database", "datname", database)) {
        return;
      }
      sql.execute("ALTER ROLE postgres PASSWORD " + sql.enquoteLiteral(adminPassword));
      if (!exists(sql, "pg_roles", "rolname", user)) {
        sql.execute(
            "CREATE ROLE "
                + sql.enquoteIdentifier(user, true)
                + " LOGIN PASSWORD "
                + sql.enquoteLiteral(secrets.text(Secret.POSTGRES_PASSWORD)));
      }
      if (!exists(sql, "pg_database", "datname", database)) {
        sql.execute(
            "CREATE DATABASE "
                + sql.enquoteIdentifier(database, true)
                + " OWNER "
                + sql.enquoteIdentifier(user, true));
      }
      Files.writeString(data().resolve("pg_hba.conf"), PASSWORDS_ONLY);
      sql.execute("SELECT pg_reload_conf()");
    }
  }

  private static boolean exists(Statement sql, String table, String column, String name)
      throws SQLException {
    try (ResultSet found =
        sql.executeQuery(
            "SELECT 1 FROM " + table + " WHERE " + column + " = " + sql.enquoteLiteral(name))) {
      return found.next();
    }
  }

  @Override
  public boolean isReady() {
    return pid().isPresent() && Probe.accepts(settings.postgres().port());
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> postmaster = postmaster();
    if (postmaster.isEmpty()) {
      return;
    }
    // SIGINT is Postgres's fast shutdown; SIGTERM would wait for every open session.
    String pid = Long.toString(postmaster.get().pid());
    new ProcessBuilder("kill", "-INT", pid).inheritIO().start().waitFor();
    try {
      postmaster.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      postmaster.get().destroyForcibly();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  @Override
  public Optional<URI> statusUri() {
    return Optional.empty();
  }

  @Override
  public String lastWords() {
    return "see " + layout.logs().resolve("postgres.out");
  }

  private Optional<ProcessHandle> postmaster() {
    Path file = data().resolve("postmaster.pid");
    try {
      long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(p -> p.info().command().map(c -> c.endsWith("postgres")).orElse(false));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Path folder() {
    return layout.data().resolve("postgres");
  }

  private Path data() {
    return folder().resolve("data");
  }
}
