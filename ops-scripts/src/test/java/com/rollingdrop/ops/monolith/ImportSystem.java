package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.compute.shell.CommandExecutor;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;

/** One grid node with its mirror, a client, and the sample monolith in the same Postgres. */
final class ImportSystem implements AutoCloseable {
  static final Path SAMPLE = Path.of("sample-monolith");
  private static final String PASSWORD = "not asked for";

  private final EmbeddedPostgres postgres;
  private final Map<String, String> environment = new HashMap<>();
  private final Settings settings;
  private final Secrets secrets;
  private final HikariDataSource dataSource;
  private final PostgresMirror mirror;
  private final Ignite server;
  private final Ignite client;

  ImportSystem(Path folder) throws IOException, SQLException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("pg"))
            .setPGStartupWait(Duration.ofMinutes(1))
            .start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE monolith");
    }
    monolith(Files.readString(SAMPLE.resolve("schema.sql"), StandardCharsets.UTF_8));
    monolith(Files.readString(SAMPLE.resolve("data.sql"), StandardCharsets.UTF_8));
    for (String port :
        new String[] {"GRID_DISCOVERY_PORT", "GRID_CLIENT_PORT", "GRID_MANAGEMENT_PORT"}) {
      environment.put("ROLLINGDROP_" + port, Integer.toString(FreePorts.next()));
    }
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(FreePorts.forCommunication()));
    environment.put("ROLLINGDROP_DATA_DIR", folder.toString());
    environment.put("ROLLINGDROP_GRID_DATA_REGION_MB", "128");
    environment.put("ROLLINGDROP_GRID_PARTITIONS", "16");
    environment.put("ROLLINGDROP_POSTGRES_PORT", Integer.toString(postgres.getPort()));
    environment.put("ROLLINGDROP_POSTGRES_USER", "postgres");
    environment.put("ROLLINGDROP_POSTGRES_DATABASE", "postgres");
    environment.put("ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "50");
    environment.put("ROLLINGDROP_MONOLITH_URL", url());
    environment.put("ROLLINGDROP_MONOLITH_USER", "postgres");
    environment.put("ROLLINGDROP_MONOLITH_POLL_MS", "50");
    environment.put("ROLLINGDROP_MONOLITH_OVERLAP_MS", "2000");
    environment.put("ROLLINGDROP_SECRET_POSTGRES_PASSWORD", PASSWORD);
    environment.put("ROLLINGDROP_SECRET_MONOLITH_PASSWORD", PASSWORD);
    settings = SettingsLoader.load(environment);
    secrets = new Secrets(folder, environment);
    dataSource = PostgresDataSource.open(settings, secrets);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    mirror = new PostgresMirror(dataSource, settings.mirror(), registry, InstantSource.system());
    server = Ignition.start(IgniteConfigurations.server(settings));
    server.cluster().state(ClusterState.ACTIVE);
    new CommandExecutor(
            server,
            new SeedVault("00112233445566778899aabbccddeeff".repeat(2), new SecureRandom()),
            InstantSource.system(),
            settings.currency(),
            Rules.of(settings.rules()),
            mirror,
            registry)
        .attach();
    client = Ignition.start(IgniteConfigurations.client(settings, "import-test"));
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/monolith";
  }

  Settings settings() {
    return settings;
  }

  Secrets secrets() {
    return secrets;
  }

  /** For a process of its own. */
  Map<String, String> environment() {
    return environment;
  }

  Ignite grid() {
    return client;
  }

  Connection monolith() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", PASSWORD);
  }

  void monolith(String sql) throws SQLException {
    try (Connection connection = monolith();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first number that the mirror's Postgres answers. */
  long number(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  Importer importer(boolean dryRun) throws IOException, SQLException {
    return new Importer(
        client, settings, secrets, SAMPLE.resolve("mapping.sql"), dryRun, line -> {});
  }

  Report importAll() throws IOException, SQLException {
    try (Importer importer = importer(false)) {
      return importer.importAll();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
    mirror.close();
    dataSource.close();
    postgres.close();
  }
}
