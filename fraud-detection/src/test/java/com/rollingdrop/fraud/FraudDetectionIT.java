package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.events.ChildJvm;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.TestGrid;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TopicWriter;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.postgres.PostgresServer;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions on a real broker, odds in a real grid, signals in a real Postgres; and kills. */
@SuppressWarnings("NullAway.Init") // set before all tests
class FraudDetectionIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int PLAYERS = 200;
  private static final int COMMANDS = 5;
  private static final long TIME_MS = 1_772_366_400_000L; // 2026-03-01T12:00:00Z
  private static final long LUCKY = 9_001;

  @TempDir private static Path directory;
  private static KafkaBroker kafka;
  private static PostgresServer postgres;
  private static TestGrid grid;
  private static Settings settings;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws Exception {
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    postgres = new PostgresServer(directory.resolve("pg")).start();
    TestSettings all =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("POSTGRES_PORT", postgres.port())
            .with("POSTGRES_USER", "postgres")
            .with("POSTGRES_DATABASE", "postgres")
            .with("FRAUD_MANAGEMENT_PORT", FreePorts.next())
            .with("FRAUD_VELOCITY_COMMANDS_MIN", COMMANDS);
    settings = all.load();
    all.with(
        "FRAUD_GRID_ADDRESSES", settings.grid().address() + ":" + settings.grid().clientPort());
    environment = new HashMap<>(all.environment());
    environment.put(Secret.POSTGRES_PASSWORD.variable(), "not asked for");
    grid = TestGrid.start(settings);
    BoxVersion crate = Boxes.crate();
    Caches.boxVersions(grid.ignite()).put(new BoxVersionKey("starter", 3), crate);
    Topics.ensureForFraud(settings.kafka(), KafkaAccess.of(settings, KafkaUser.FRAUD));
  }

  @AfterAll
  static void stop() {
    grid.close();
    postgres.close();
    kafka.close();
  }

  @Test
  void noSignalIsLostAndNoneDoubledWhenTheProcessIsKilledAndTransactionsComeAgain()
      throws Exception {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (ChildJvm child = child()) {
      all.addAll(send(1, PLAYERS / 2));
      awaitSignals(1);
      // Somewhere between signals, state and offsets of the first half.
      child.kill();
    }
    try (ChildJvm child = child()) {
      all.addAll(send(PLAYERS / 2 + 1, PLAYERS));
      awaitSignals(PLAYERS / 2 + 1);
      child.kill();
    }
    try (ChildJvm child = child()) {
      awaitSignals(PLAYERS);
      TopicWriter.send(settings, all);
      send(PLAYERS + 1, PLAYERS + 16);
      lucky();
      awaitSignals(PLAYERS + 17);
      assertThat(child.terminate()).isEqualTo(143);
    }

    List<UUID> sent = new ArrayList<>();
    SignalMessages messages = new SignalMessages();
    for (ConsumerRecord<byte[], byte[]> message : committed()) {
      sent.add(messages.read(message.headers(), message.value()).id());
    }
    assertThat(sent).hasSize(PLAYERS + 17).doesNotHaveDuplicates();
    assertThat(postgres.number("SELECT count(DISTINCT player_id) FROM fraud_signals"))
        .isEqualTo(PLAYERS + 17);
    try (HikariDataSource dataSource = PostgresDataSource.open(settings, secrets())) {
      SignalTable table = new SignalTable(dataSource);
      assertThat(table.latest(null, 1_000))
          .extracting(s -> s.signal().id())
          .hasSameElementsAs(sent);
      assertThat(table.latest(LUCKY, 10))
          .singleElement()
          .satisfies(
              stored -> {
                assertThat(stored.freezeId()).isNull();
                assertThat(stored.signal().rule()).isEqualTo(FraudRule.LUCK);
                assertThat(stored.signal().figures()).containsEntry("draws", 4L);
                assertThat(stored.signal().transactions()).hasSize(4);
              });
    }
  }

  /** As many deposits of each of these players as are a signal. */
  private static List<ProducerRecord<byte[], byte[]>> send(int first, int last) throws Exception {
    EventMessages messages = new EventMessages(settings);
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int number = 1; number <= COMMANDS; number++) {
      for (int player = first; player <= last; player++) {
        LedgerKey key = LedgerSamples.key(player, number);
        sent.add(
            messages.of(key, LedgerSamples.deposit(key, number, 100, TIME_MS + number * 1_000L)));
      }
    }
    TopicWriter.send(settings, sent);
    return sent;
  }

  /** Somebody who draws the best item four times in a row. */
  private static void lucky() throws Exception {
    EventMessages messages = new EventMessages(settings);
    List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      LedgerKey key = LedgerSamples.key(LUCKY, number);
      sent.add(messages.of(key, LedgerSamples.opening(key, number, 250, TIME_MS, 25_000)));
    }
    TopicWriter.send(settings, sent);
  }

  private static ChildJvm child() throws Exception {
    return new ChildJvm(
        directory.resolve("fraud.log"),
        environment,
        List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=32m"),
        FraudProcess.class);
  }

  private static Secrets secrets() {
    return new Secrets(
        Path.of("none"), Map.of(Secret.POSTGRES_PASSWORD.variable(), "not asked for"));
  }

  private static void awaitSignals(int count) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> postgres.number("SELECT count(*) FROM fraud_signals") >= count);
  }

  /** All signals that count. */
  private static List<ConsumerRecord<byte[], byte[]>> committed() {
    Map<String, Object> configuration =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.servers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class);
    List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.FRAUD_SIGNALS).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(messages::add);
      }
    }
    return messages;
  }
}
