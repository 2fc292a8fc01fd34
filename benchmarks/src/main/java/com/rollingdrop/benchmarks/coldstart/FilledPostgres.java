package com.rollingdrop.benchmarks.coldstart;

import com.rollingdrop.benchmarks.engine.WrittenPast;
import com.rollingdrop.benchmarks.load.Ports;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A Postgres whose mirror is full, with the settings that {@code ops-scripts/up} gives it. */
final class FilledPostgres implements AutoCloseable {
  private static final int THREADS = 2;

  private final EmbeddedPostgres postgres;

  private FilledPostgres(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static FilledPostgres start(Path shared, Path folder) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setOverrideWorkingDirectory(shared.resolve("postgres-binaries").toFile())
            .setPGStartupWait(Duration.ofMinutes(1))
            .setPort(Ports.next(1));
    return new FilledPostgres(builder.start());
  }

  /** Where it is, as settings. */
  Map<String, String> environment() {
    return Map.of(
        "ROLLINGDROP_POSTGRES_PORT",
        Integer.toString(postgres.getPort()),
        "ROLLINGDROP_POSTGRES_USER",
        "postgres",
        "ROLLINGDROP_POSTGRES_DATABASE",
        "postgres");
  }

  /** It trusts this machine. */
  static Secrets secrets() {
    return new Secrets(
        Path.of("none"), Map.of("ROLLINGDROP_SECRET_POSTGRES_PASSWORD", "not asked for"));
  }

  /** Writes players and what they did; tells how many rows that is. */
  long fill(int players, int openings) throws InterruptedException, ExecutionException {
    Settings settings = SettingsLoader.load(environment());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (HikariDataSource dataSource = PostgresDataSource.open(settings, secrets())) {
      WrittenPast past =
          new WrittenPast(
              settings,
              new MirrorStore(dataSource, new SimpleMeterRegistry(), InstantSource.system()));
      List<Future<Long>> parts = new ArrayList<>();
      for (int part = 0; part < THREADS; part++) {
        long first = 1 + (long) players * part / THREADS;
        long end = 1 + (long) players * (part + 1) / THREADS;
        parts.add(threads.submit(() -> past.write(first, end, openings)));
      }
      long rows = 0;
      for (Future<Long> part : parts) {
        rows += part.get();
      }
      return rows;
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
