package com.rollingdrop.persistence.reconcile;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import com.rollingdrop.persistence.clickhouse.SinksProcess;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.TestGrid;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TopicWriter;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real grid node, Kafka broker, sink and ClickHouse. */
@SuppressWarnings("NullAway.Init") // set before each test
class EventsReconciliationIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final int ENTRIES = 300;
  private static final String KAFKA = "kafka ";
  private static final String CLICKHOUSE = "clickhouse ";

  // Old enough to be beyond the settle time in every case.
  private final long startMs = System.currentTimeMillis() - 3_600_000;

  @TempDir private Path directory;
  private ClickHouseFront clickHouse;
  private KafkaBroker kafka;
  private Settings settings;
  private TestGrid grid;
  private SinksProcess sinks;

  @BeforeEach
  void start() throws Exception {
    clickHouse = ClickHouseFront.start(directory.resolve("clickhouse"));
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    settings =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("CLICKHOUSE_PORT", clickHouse.port())
            .load();
    Topics.ensure(settings.kafka(), KafkaAccess.of(settings, KafkaUser.CDC));
    grid = TestGrid.start(settings);
    sinks = SinksProcess.start(settings, ClickHouseFront.secrets());
    Map<LedgerKey, LedgerEntry> entries = new TreeMap<>();
    for (int number = 0; number < ENTRIES; number++) {
      entries.put(key(number), entry(number));
    }
    grid.commit(entries);
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int number = 0; number < ENTRIES; number++) {
      messages.add(message(number, entry(number)));
    }
    // Some were sent again, as a stream that was killed sends them.
    messages.addAll(messages.subList(0, 25));
    TopicWriter.send(settings, messages);
    awaitRows(ENTRIES);
  }

  @AfterEach
  void stop() {
    if (sinks != null) {
      sinks.close();
      grid.close();
      kafka.close();
      clickHouse.close();
    }
  }

  @Test
  void everyEntryIsOneEventHoweverOftenItWasDelivered() {
    Report report = reconcile(1);

    assertThat(report.failures()).isEmpty();
    assertThat(report.findings()).isEmpty();
    assertThat(report.isEqual()).isTrue();
    BigInteger minor = BigInteger.valueOf(ENTRIES * (ENTRIES + 1L) / 2);
    assertThat(report.compared())
        .hasSize(5)
        .allMatch(one -> one.buckets() == 0)
        .allMatch(one -> one.rows() == ENTRIES && one.gridRows() == ENTRIES)
        .allMatch(one -> minor.equals(one.minor()) && minor.equals(one.gridMinor()))
        .extracting(Compared::repeated)
        .containsExactly(25L, 0L, 0L, 0L, 0L);
  }

  @Test
  void eachKindOfDifferenceIsFound() throws Exception {
    grid.commit(key(1_000), entry(1_000));
    TopicWriter.send(settings, List.of(message(2_000, entry(2_000))));
    awaitRows(ENTRIES + 1);
    clickHouse("DELETE WHERE transaction_id = '%s'".formatted(key(3).transactionId()));
    clickHouse(
        "UPDATE amount_minor = amount_minor + 1 WHERE transaction_id = '%s'"
            .formatted(key(4).transactionId()));
    repeat("timestamp", key(5));
    repeat("timestamp + 1", key(6));

    Report report = reconcile(2);
    assertThat(report.findings())
        .extracting(one -> one.place() + " " + one.key() + " " + one.fault())
        .containsExactlyInAnyOrder(
            KAFKA + key(1_000) + " MISSING_EVENT",
            KAFKA + key(2_000) + " UNKNOWN_EVENT",
            CLICKHOUSE + key(1_000) + " MISSING_EVENT",
            CLICKHOUSE + key(2_000) + " UNKNOWN_EVENT",
            CLICKHOUSE + key(3) + " MISSING_EVENT",
            CLICKHOUSE + key(4) + " DIFFERENT_EVENT",
            CLICKHOUSE + key(6) + " DUPLICATE");
    // The rollups follow the events, right or wrong.
    assertThat(report.compared())
        .extracting(Compared::findings)
        .containsExactly(2L, 5L, 0L, 0L, 0L);
    assertThat(report.compared().get(1).repeated()).as("merged some day").isOne();
  }

  @Test
  void eventsThatAreOnTheirWayAreWaitedFor() throws Exception {
    grid.commit(key(1_000), entry(1_000));
    CompletableFuture<Report> report = CompletableFuture.supplyAsync(() -> reconcile(60));
    sleep(1_500);
    assertThat(report).isNotDone();

    TopicWriter.send(settings, List.of(message(1_000, entry(1_000))));

    assertThat(report.get().findings()).isEmpty();
    assertThat(report.get().isEqual()).isTrue();
    assertThat(report.get().compared().get(0).suspects()).isOne();
  }

  private static LedgerKey key(int number) {
    return LedgerSamples.key(number % 10, number);
  }

  private LedgerEntry entry(int number) {
    return LedgerSamples.deposit(key(number), number, number + 1, startMs + number);
  }

  private ProducerRecord<byte[], byte[]> message(int number, LedgerEntry entry)
      throws EventFormatException {
    return new EventMessages(settings).of(key(number), entry);
  }

  private void clickHouse(String change) throws Exception {
    execute("ALTER TABLE transaction_events " + change + " SETTINGS mutations_sync = 1");
  }

  private void repeat(String timestamp, LedgerKey key) throws Exception {
    execute(
        "INSERT INTO transaction_events SELECT * REPLACE ("
            + timestamp
            + " AS timestamp) FROM transaction_events WHERE transaction_id = '"
            + key.transactionId()
            + "'");
  }

  private void execute(String sql) throws Exception {
    try (Connection connection =
            new ClickHouseConnections(
                    settings.clickhouse(),
                    ClickHouseFront.secrets().text(Secret.CLICKHOUSE_PASSWORD))
                .open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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

  private Report reconcile(int looks) {
    return new Reconciliation(
            grid.ignite(),
            settings,
            ClickHouseFront.secrets(),
            InstantSource.system(),
            EventsReconciliationIT::sleep)
        .run(
            new Options(
                Set.of(Place.KAFKA, Place.CLICKHOUSE), Duration.ofMillis(500), looks, false),
            compared -> {});
  }

  private static void sleep(long ms) {
    try {
      TimeUnit.MILLISECONDS.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
