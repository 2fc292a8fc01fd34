package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.PlayerSums;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.affinity.Affinity;
import org.jspecify.annotations.Nullable;

/**
 * Imports a monolith: what it has, what changes in it, and at the end the proof that all is the
 * same. It can be stopped at any point and run again. Used by one thread.
 */
public final class Importer implements AutoCloseable {
  private static final int PLAYERS_AT_ONCE_MAX = 512;
  private static final int FINDINGS_TOLD_MAX = 100;

  private final Settings settings;
  private final Secrets secrets;
  private final Mapping mapping;
  private final Ignite ignite;
  private final Consumer<String> out;
  private final HikariDataSource dataSource;
  private final Staging staging;
  private final Wanted wanted;
  private final CommandGateway gateway;
  private final Application application;
  private final ReadProgress progress;

  /**
   * Opens what it needs, but for the monolith.
   *
   * @param ignite a client of the grid; stays the caller's
   * @param dryRun whether nothing may be left of it
   * @param out gets a line now and then
   * @throws com.rollingdrop.ops.OpsException when the mapping is none, or another import runs
   */
  public Importer(
      Ignite ignite,
      Settings settings,
      Secrets secrets,
      Path mappingFile,
      boolean dryRun,
      Consumer<String> out)
      throws IOException, SQLException {
    this.settings = settings;
    this.secrets = secrets;
    this.mapping = Mapping.read(mappingFile);
    this.ignite = ignite;
    this.out = out;
    this.dataSource = PostgresDataSource.open(settings, secrets);
    try {
      this.staging =
          dryRun
              ? Staging.temporary(dataSource, mapping.source())
              : Staging.open(dataSource, mapping.source());
    } catch (SQLException | RuntimeException e) {
      dataSource.close();
      throw e;
    }
    this.wanted = new Wanted(staging);
    this.gateway = new CommandGateway(ignite, settings.gateway(), new SimpleMeterRegistry());
    this.progress = new ReadProgress(out, System::nanoTime);
    this.application =
        new Application(
            wanted,
            new GridState(ignite),
            new GridWriter(gateway),
            progress,
            Math.min(PLAYERS_AT_ONCE_MAX, settings.gateway().queueMax()));
  }

  /** Reads everything, compares, and writes nothing. Of an importer that was opened for it. */
  public Report dryRun() throws SQLException {
    return report(takeAll().own(), List.of(), 0);
  }

  /** Reads everything and writes what differs. */
  public Report importAll() throws SQLException {
    Totals own = takeAll().own();
    return report(own, write(), 0);
  }

  /**
   * Reads everything, writes what differs, and reads everything once more: nothing may have changed
   * meanwhile.
   */
  public Report cutOver() throws SQLException {
    takeAll();
    List<String> notWritten = write();
    Taken again = takeAll();
    return report(again.own(), again.touched() == 0 ? notWritten : write(), again.touched());
  }

  /**
   * Imports what changes, after everything else if need be. A monolith that does not answer is
   * asked again.
   *
   * @param goOn is asked before each look
   */
  public void follow(BooleanSupplier goOn) throws SQLException {
    if (staging.watermark().isEmpty()) {
      takeAll();
    }
    tell(write());
    while (goOn.getAsBoolean()) {
      try {
        TimeUnit.MILLISECONDS.sleep(settings.monolith().pollMs());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      followOnce();
    }
  }

  private void followOnce() throws SQLException {
    OffsetDateTime watermark = staging.watermark().orElseThrow();
    OffsetDateTime since = watermark.minus(Duration.ofMillis(settings.monolith().overlapMs()));
    Source look;
    try {
      look = Source.open(settings.monolith(), secrets, mapping);
    } catch (SQLException e) {
      out.accept("the monolith does not answer, and is asked again: " + e.getMessage());
      return;
    }
    try (look) {
      long touched = staging.take(look, intake(), false, since);
      if (touched > 0) {
        out.accept(touched + " players have changed");
      }
    }
    tell(write());
  }

  /** How many players have something else than before, and what the monolith adds up to. */
  private record Taken(long touched, @Nullable Totals own) {}

  private Taken takeAll() throws SQLException {
    try (Source look = Source.open(settings.monolith(), secrets, mapping)) {
      long touched = staging.take(look, intake(), true, look.at());
      progress.done();
      List<Totals> own = new ArrayList<>();
      look.read(
          Section.TOTALS,
          look.at(),
          row -> own.add(row.totals()),
          (row, why) -> out.accept("the monolith's own totals: " + why));
      return new Taken(touched, own.isEmpty() ? null : own.get(0));
    }
  }

  private Intake intake() {
    Affinity<Long> players = ignite.affinity(CacheName.WALLETS.id());
    return new Intake(staging.connection(), players::partition, settings.currency(), progress);
  }

  private List<String> write() throws SQLException {
    List<String> left = new ArrayList<>();
    for (Map.Entry<Long, String> each : application.run().entrySet()) {
      left.add("player " + each.getKey() + ": " + each.getValue());
    }
    return left;
  }

  private void tell(List<String> notWritten) throws SQLException {
    notWritten.stream().limit(FINDINGS_TOLD_MAX).forEach(line -> out.accept("NOT WRITTEN " + line));
    List<Finding> findings = new ArrayList<>();
    long count = wanted.findings(1, findings);
    if (count > 0) {
      out.accept(count + " findings, as " + findings.get(0));
    }
  }

  private Report report(@Nullable Totals own, List<String> notWritten, long changedMeanwhile)
      throws SQLException {
    List<Finding> findings = new ArrayList<>();
    Comparison.Result comparison = Comparison.run(new PlayerSums(ignite), wanted);
    long count = wanted.findings(FINDINGS_TOLD_MAX, findings);
    return new Report(
        wanted.totals(), own, findings, count, comparison, notWritten, changedMeanwhile);
  }

  /** Leaves the grid and Postgres alone from now on. */
  @Override
  public void close() throws SQLException {
    gateway.close();
    try {
      staging.close();
    } finally {
      dataSource.close();
    }
  }
}
