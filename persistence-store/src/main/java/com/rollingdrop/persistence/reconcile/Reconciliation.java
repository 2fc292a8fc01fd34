package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.ignite.Ignite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the grid with the places to which its changes go, while players go on. The grid is right
 * by definition; whether its books are is the audit's question. For one thread.
 */
public final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  /** After so many, what still differs does so for another reason. */
  private static final int REPAIRS_MAX = 2;

  /** Clocks differ, and retention ends when a broker gets round to it. */
  private static final long MARGIN_MS = TimeUnit.HOURS.toMillis(1);

  /** The table's TTL is two years, of which one may have 366 days. */
  private static final long CLICKHOUSE_KEEPS_MS = TimeUnit.DAYS.toMillis(730);

  private final Ignite ignite;
  private final Settings settings;
  private final Secrets secrets;
  private final InstantSource clock;
  private final LongConsumer sleeper;

  /**
   * @param ignite a node of the grid, or a client of it
   * @param secrets hold the passwords of Postgres and ClickHouse
   * @param sleeper waits so many milliseconds
   */
  public Reconciliation(
      Ignite ignite,
      Settings settings,
      Secrets secrets,
      InstantSource clock,
      LongConsumer sleeper) {
    this.ignite = ignite;
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** One place's comparison. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /**
   * Compares, and mends Postgres where that is asked for; afterwards it is compared again. A place
   * that can't be read is named in the report, and the others are compared all the same.
   *
   * @param progress is told of each table and topic
   */
  public Report run(Options options, Consumer<Compared> progress) {
    GridSide grid = new GridSide(ignite);
    Patience patience = new Patience(options.settle().toMillis(), options.looks(), sleeper);
    Tally tally = new Tally();
    Map<Place, String> failures = new EnumMap<>(Place.class);
    long nowMs = clock.millis();
    long untilMs = nowMs - options.settle().toMillis();
    for (Place place : Place.values()) {
      if (options.places().contains(place)) {
        Events events = new Events(place, grid, patience, progress);
        attempt(
            place,
            failures,
            switch (place) {
              case POSTGRES -> () -> postgres(grid, patience, progress, options.repair(), tally);
              case KAFKA -> () -> tally.add(kafka(events, nowMs, untilMs));
              case CLICKHOUSE ->
                  () -> tally.add(clickHouse(events, patience, progress, nowMs, untilMs));
            });
      }
    }
    return tally.report(failures);
  }

  private static void attempt(Place place, Map<Place, String> failures, Step step) {
    try {
      step.run();
    } catch (Exception e) {
      LOG.warn("{} could not be compared", place, e);
      failures.put(place, String.valueOf(e.getMessage()));
    }
  }

  private void postgres(
      GridSide grid, Patience patience, Consumer<Compared> progress, boolean repair, Tally tally)
      throws Exception {
    try (HikariDataSource dataSource = PostgresDataSource.open(settings, secrets)) {
      PostgresTables tables =
          new PostgresTables(
              grid, new ClosedLedgers(ignite, dataSource), dataSource, patience, progress);
      // A registry of its own: nobody asks for the metrics of a command that ends.
      MirrorStore store = new MirrorStore(dataSource, new SimpleMeterRegistry(), clock);
      for (int i = 0; repair && i < REPAIRS_MAX; i++) {
        PostgresRepair mending =
            new PostgresRepair(grid, new PendingEnds(ignite), dataSource, store);
        Tally seen = tables.compare(mending);
        if (mending.written() == 0) {
          tally.add(seen);
          return;
        }
        tally.mended(seen, mending.written());
      }
      tally.add(tables.compare(null));
    }
  }

  private Tally kafka(Events events, long nowMs, long untilMs) throws Exception {
    try (KafkaSide topic = new KafkaSide(KafkaAccess.of(settings, secrets, KafkaUser.RECONCILE))) {
      long keepsMs =
          TimeUnit.HOURS.toMillis(settings.kafka().topics().transactionEventsRetentionHours())
              - MARGIN_MS;
      EventView view = new EventView(since(topic.isWhole() ? 0 : nowMs - keepsMs), untilMs);
      topic.show(view);
      return events.compare(view, topic);
    }
  }

  private Tally clickHouse(
      Events events, Patience patience, Consumer<Compared> progress, long nowMs, long untilMs)
      throws Exception {
    long keptSinceMs = Math.max(0, nowMs - CLICKHOUSE_KEEPS_MS + MARGIN_MS);
    EventView view = new EventView(since(keptSinceMs), untilMs);
    ClickHouseConnections connections =
        new ClickHouseConnections(settings.clickhouse(), secrets.text(Secret.CLICKHOUSE_PASSWORD));
    Tally tally;
    try (ClickHouseSide table = new ClickHouseSide(connections, view)) {
      tally = events.compare(view, table);
      tally.add(new Rollups(table::months, patience, progress).compare());
    }
    EventView older = new EventView(0, view.sinceMs());
    try (ClickHouseSide table = new ClickHouseSide(connections, older)) {
      new OlderEvents(ignite, new GridSide(ignite)).compare(older, table, keptSinceMs, tally);
    }
    return tally;
  }

  /** Of what is older than the latest entry that left the grid, the grid may lack any. */
  private long since(long keptSinceMs) {
    ClosedTotals closed = ClosedLedgers.inGrid(ignite);
    return closed.rows() == 0 ? keptSinceMs : Math.max(keptSinceMs, closed.lastAtMs() + MARGIN_MS);
  }
}
