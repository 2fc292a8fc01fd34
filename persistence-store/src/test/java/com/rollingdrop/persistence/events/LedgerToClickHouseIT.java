package com.rollingdrop.persistence.events;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static com.rollingdrop.persistence.clickhouse.RollupProof.assertRollups;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import com.rollingdrop.persistence.clickhouse.SinksProcess;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.ignite.binary.BinaryType;
import org.apache.ignite.cdc.CdcCacheEvent;
import org.apache.ignite.cdc.CdcConfiguration;
import org.apache.ignite.cdc.CdcConsumer;
import org.apache.ignite.cdc.CdcEvent;
import org.apache.ignite.cdc.TypeMapping;
import org.apache.ignite.internal.cdc.CdcMain;
import org.apache.ignite.metric.MetricRegistry;
import org.apache.ignite.spi.metric.noop.NoopMetricExporterSpi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All the way with real parts: grid node, CDC, broker, sink, ClickHouse. */
class LedgerToClickHouseIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final List<String> CDC_FLAGS =
      List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=32m");
  private static final List<String> SINKS_FLAGS =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=32m");

  @TempDir Path directory;
  private ClickHouseFront clickHouse;
  private KafkaBroker kafka;
  private TestSettings testSettings;
  private Settings settings;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    clickHouse = ClickHouseFront.start(directory.resolve("clickhouse"));
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    testSettings =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("CLICKHOUSE_PORT", clickHouse.port());
    settings = testSettings.load();
    grid = TestGrid.start(settings);
  }

  @AfterEach
  void stop() {
    if (grid != null) {
      grid.close();
      kafka.close();
      clickHouse.close();
    }
  }

  @Test
  void aCdcKilledBeforeItsCommitRedeliversAndClickHouseHasEachOnce() throws Exception {
    Topics.ensure(settings.kafka(), KafkaAccess.of(settings, KafkaUser.CDC));
    grid.commitDeposits(0, 300);
    CdcConfiguration configuration = new CdcConfiguration();
    configuration.setCheckFrequency(50);
    configuration.setMetricExporterSpi(new NoopMetricExporterSpi());
    configuration.setConsumer(new KilledBeforeItsCommit(consumer()));
    CdcMain killed = new CdcMain(IgniteConfigurations.server(settings), null, configuration);
    assertThatThrownBy(killed::runX).hasMessageContaining("killed on purpose");
    int before = TopicReader.messageIds(kafka.servers()).size();
    assertThat(before).isPositive();

    try (CdcProcess cdc = CdcProcess.start(settings);
        SinksProcess sinks = SinksProcess.start(settings, ClickHouseFront.secrets())) {
      assertThat(cdc).isNotSameAs(sinks);
      awaitRows(300);
    }

    List<String> ids = TopicReader.messageIds(kafka.servers());
    assertThat(ids).hasSize(300 + before);
    assertThat(new HashSet<>(ids)).hasSize(300);
    assertThat(query(settings, "SELECT count(), uniqExact(transaction_id) FROM transaction_events"))
        .containsExactly("300|300");
  }

  @Test
  void processesThatAreKilledAgainAndAgainLoseAndRepeatNothing() throws Exception {
    int sent = 0;
    for (int round = 0; round < 3; round++) {
      try (ChildJvm cdc = cdc();
          ChildJvm sinks = sinks()) {
        for (int i = 0; i < 40; i++) {
          grid.commitDeposits(sent, sent + 100);
          sent += 100;
          Thread.sleep(100);
        }
        assertThat(cdc.isAlive() && sinks.isAlive()).isTrue();
      }
    }

    ChildJvm cdc = cdc();
    ChildJvm sinks = sinks();
    try {
      awaitRows(sent);
      assertThat(
              query(
                  settings,
                  "SELECT count(), uniqExact(transaction_id), sum(amount_minor)"
                      + " FROM transaction_events"))
          .containsExactly(sent + "|" + sent + "|" + (long) sent * (sent + 1) / 2);
      assertRollups(settings, sent, (long) sent * (sent + 1) / 2);
      assertThat(HttpReply.get(settings.cdc().managementPort(), "/health").code()).isEqualTo(200);
      assertThat(HttpReply.get(settings.sinks().managementPort(), "/health").code()).isEqualTo(200);
      assertThat(cdc.residentMb()).isLessThan(400);
      assertThat(sinks.residentMb()).isLessThan(400);
      // 128 + SIGTERM, after the shutdown hooks.
      assertThat(cdc.terminate()).isEqualTo(143);
      assertThat(sinks.terminate()).isEqualTo(143);
    } finally {
      cdc.close();
      sinks.close();
    }
    assertThat(Files.readString(directory.resolve("cdc.log"))).doesNotContain("OutOfMemory");
    assertThat(Files.readString(directory.resolve("sinks.log"))).doesNotContain("OutOfMemory");
  }

  private ChildJvm cdc() throws Exception {
    return new ChildJvm(
        directory.resolve("cdc.log"), testSettings.environment(), CDC_FLAGS, CdcProcess.class);
  }

  private ChildJvm sinks() throws Exception {
    Map<String, String> environment = new HashMap<>(testSettings.environment());
    environment.putAll(ClickHouseFront.secretEnvironment());
    return new ChildJvm(
        directory.resolve("sinks.log"), environment, SINKS_FLAGS, SinksProcess.class);
  }

  private LedgerEventConsumer consumer() {
    StopSignal stop = new StopSignal();
    CdcProgress progress = new CdcProgress(new SimpleMeterRegistry(), Clock.systemUTC());
    return new LedgerEventConsumer(
        new EventMessages(settings),
        new GridLedger(settings, Clock.systemUTC(), progress, stop),
        new EventDelivery(KafkaAccess.of(settings, KafkaUser.CDC), "killed", progress, stop),
        progress,
        stop,
        100);
  }

  private void awaitRows(int count) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(query(settings, "SELECT count() FROM transaction_events"))
                    .containsExactly(Integer.toString(count)));
  }

  /** Hands its events on, and then dies instead of telling Ignite. */
  private record KilledBeforeItsCommit(LedgerEventConsumer real) implements CdcConsumer {
    @Override
    public void start(MetricRegistry registry) {
      real.start(registry);
    }

    @Override
    public boolean onEvents(Iterator<CdcEvent> events) {
      boolean some = events.hasNext();
      // What hasNext() has seen is lost to another iterator, but not to this one.
      boolean done = real.onEvents(events);
      if (some) {
        throw new IllegalStateException("killed on purpose");
      }
      return done;
    }

    @Override
    public void onTypes(Iterator<BinaryType> types) {
      real.onTypes(types);
    }

    @Override
    public void onMappings(Iterator<TypeMapping> mappings) {
      real.onMappings(mappings);
    }

    @Override
    public void onCacheChange(Iterator<CdcCacheEvent> changes) {
      real.onCacheChange(changes);
    }

    @Override
    public void onCacheDestroy(Iterator<Integer> caches) {
      real.onCacheDestroy(caches);
    }

    @Override
    public void stop() {
      real.stop();
    }
  }
}
