package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.events.CdcProcess;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.TestGrid;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresMirror;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ignite.IgniteCache;

/** A real grid node with its change data capture, a broker, and a Postgres. */
final class RepairedSystem implements AutoCloseable {
  static final Duration SOON = Duration.ofMinutes(2);

  final KafkaBroker kafka;
  final PostgresServer postgres;
  final TestSettings testSettings;
  final Settings settings;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final HikariDataSource dataSource;
  private final CdcProcess cdc;
  private TestGrid grid;

  RepairedSystem(Path directory) throws Exception {
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    postgres = new PostgresServer(directory.resolve("pg")).start();
    testSettings =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("POSTGRES_PORT", postgres.port())
            .with("POSTGRES_USER", "postgres")
            .with("POSTGRES_DATABASE", "postgres")
            .with("POSTGRES_CONNECT_TIMEOUT_MS", 2_000)
            .with("MIRROR_BUFFER_MAX", 16)
            .with("MIRROR_FLUSH_FREQUENCY_MS", 50)
            .with("REPAIR_DELAY_MS", 200)
            .with("REPAIR_BATCH_MAX", 20);
    Settings first = testSettings.load();
    testSettings.with(
        "REPAIR_GRID_ADDRESSES", first.grid().address() + ":" + first.grid().clientPort());
    // Nobody serves ClickHouse here, and the repair beside the sink is not to mind.
    testSettings.with("CLICKHOUSE_PORT", FreePorts.next());
    settings = testSettings.load();
    dataSource = PostgresDataSource.open(settings, secrets());
    cdc = CdcProcess.start(settings);
    grid = TestGrid.start(settings);
  }

  static Map<String, String> secretEnvironment() {
    return Map.of(
        Secret.POSTGRES_PASSWORD.variable(),
        "not asked for",
        Secret.CLICKHOUSE_PASSWORD.variable(),
        "not asked for");
  }

  static Secrets secrets() {
    return new Secrets(Path.of("none"), secretEnvironment());
  }

  Settings settingsWith(String variable, Object value) {
    return testSettings.with(variable, value).load();
  }

  /** What a process of the system gets to know. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(testSettings.environment());
    environment.putAll(secretEnvironment());
    return environment;
  }

  PostgresMirror mirror() {
    return new PostgresMirror(dataSource, settings.mirror(), registry, InstantSource.system());
  }

  Repair repair() {
    return Repair.start(
        settings,
        secrets(),
        KafkaAccess.of(settings, KafkaUser.SINKS),
        registry,
        InstantSource.system());
  }

  /** Commits entries of which nobody tells the mirror. */
  <K, V> void commit(CacheName cache, Map<K, V> entries) {
    this.<K, V>cache(cache).putAll(new TreeMap<>(entries));
  }

  <K> void remove(CacheName cache, K key) {
    this.<K, Object>cache(cache).remove(key);
  }

  private <K, V> IgniteCache<K, V> cache(CacheName cache) {
    return grid.ignite().cache(cache.id());
  }

  void stopGrid() {
    grid.close();
  }

  void startGrid() {
    grid = TestGrid.start(settings);
  }

  void awaitRows(String table, long rows) {
    awaitNumber("SELECT count(*) FROM " + table, rows);
  }

  void awaitNumber(String sql, long number) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(postgres.number(sql)).isEqualTo(number));
  }

  void awaitText(String sql, String text) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(postgres.text(sql)).isEqualTo(text));
  }

  double count(String name, CacheName cache) {
    return registry.get("rollingdrop." + name).tag("cache", cache.id()).counter().count();
  }

  @Override
  public void close() {
    dataSource.close();
    cdc.close();
    grid.close();
    postgres.close();
    kafka.close();
  }
}
