package com.rollingdrop.persistence.clickhouse;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static com.rollingdrop.persistence.clickhouse.RollupProof.assertRollups;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventHeaders;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.events.HttpReply;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TopicReader;
import com.rollingdrop.persistence.events.TopicWriter;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Kafka broker and the real ClickHouse engine. */
class TransactionEventSinkIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String COUNT = "SELECT count() FROM transaction_events";

  // The same number has the same time in every call, as an entry of the ledger has.
  private final long startMs = System.currentTimeMillis();

  @TempDir Path directory;
  private ClickHouseFront clickHouse;
  private KafkaBroker kafka;
  private Settings settings;
  private SinksProcess sinks;

  @BeforeEach
  void start() throws Exception {
    clickHouse = ClickHouseFront.start(directory.resolve("clickhouse"));
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    settings =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("CLICKHOUSE_PORT", clickHouse.port())
            .with("SINKS_BATCH_MAX", 700)
            .load();
    Topics.ensure(settings.kafka(), KafkaAccess.of(settings, KafkaUser.SINKS));
    sinks = SinksProcess.start(settings, ClickHouseFront.secrets());
  }

  @AfterEach
  void stop() {
    if (sinks != null) {
      sinks.close();
      kafka.close();
      clickHouse.close();
    }
  }

  @Test
  void theTableHasThePlansColumnsFirstAndARowHoldsTheExactFigures() throws Exception {
    LedgerKey key = LedgerSamples.key(42, 1);
    long atMs = System.currentTimeMillis();
    TopicWriter.send(settings, List.of(message(key, 250, atMs)));
    awaitCount(1);

    assertThat(
            query(
                settings,
                "SELECT name, type FROM system.columns WHERE database = currentDatabase()"
                    + " AND table = 'transaction_events' ORDER BY position LIMIT 5"))
        .containsExactly(
            "timestamp|DateTime",
            "user_id|UInt64",
            "event_type|LowCardinality(String)",
            "amount|Decimal(10, 2)",
            "metadata|String");
    assertThat(
            query(
                settings,
                "SELECT partition_key, sorting_key, engine_full LIKE '%TTL timestamp +"
                    + " toIntervalYear(2)%' FROM system.tables WHERE name = 'transaction_events'"))
        .containsExactly("toYYYYMM(timestamp)|timestamp, user_id, transaction_id|1");
    assertThat(
            query(
                settings,
                "SELECT toUnixTimestamp(timestamp), user_id, event_type, toString(amount),"
                    + " metadata, transaction_id, sequence, toUnixTimestamp64Milli(occurred_at),"
                    + " currency, amount_minor, balance_after_minor, total_value_minor, box_id,"
                    + " box_version, length(item_ids), toString(item_rarities),"
                    + " toString(item_values_minor), ingested_at > now() - 60"
                    + " FROM transaction_events"))
        .containsExactly(
            atMs / 1_000
                + "|42|BOX_OPENING|2.5|"
                + "{\"source\":\"grid\",\"region\":\"eu-1\",\"apiVersion\":\"1\"}|"
                + key.transactionId()
                + "|1|"
                + atMs
                + "|USD|250|5000|2029|starter|3|2|['RARE','RARE']|[30,1999]|1");
  }

  @Test
  void promotionalMoneyHasColumnsOfItsOwn() throws Exception {
    LedgerKey key = LedgerSamples.key(42, 1);
    long atMs = System.currentTimeMillis();
    EventMessages messages = new EventMessages(settings);
    TopicWriter.send(
        settings,
        List.of(
            messages.of(key, LedgerSamples.promotion(key, 1, 500, atMs, "Frühling")),
            message(LedgerSamples.key(42, 2), 250, atMs)));
    awaitCount(2);

    assertThat(
            query(
                settings,
                "SELECT kind, amount_minor, promo_minor, balance_after_minor, promo_after_minor,"
                    + " campaign FROM transaction_events ORDER BY kind"))
        .containsExactly("BOX_OPENING|250|0|5000|0|", "PROMOTION|500|500|70|500|Frühling");
  }

  @Test
  void redeliveredBatchesLeaveThePlainCountUnchanged() throws Exception {
    TopicWriter.send(settings, messages(0, 5_000));
    // And some repeated on the topic itself, as a stream that was killed repeats them.
    TopicWriter.send(settings, messages(4_000, 5_000));
    awaitCount(5_000);
    awaitLag(0);

    for (int round = 0; round < 2; round++) {
      sinks.close();
      forgetOffsets();
      sinks = SinksProcess.start(settings, ClickHouseFront.secrets());
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(status()).contains("\"duplicates\":6000,", "\"lag\":0,");
                assertThat(status()).contains("\"inserted\":0,");
              });
      assertThat(query(settings, COUNT)).containsExactly("5000");
    }
    assertRollups(settings, 5_000, 5_000L * 250);
  }

  @Test
  void anUndecodableMessageIsADeadLetterAndThoseBehindItArrive() throws Exception {
    List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>(messages(0, 10));
    ProducerRecord<byte[], byte[]> garbage =
        new ProducerRecord<>(Topics.TRANSACTION_EVENTS, batch.get(0).key(), new byte[] {1, 2, 3});
    garbage
        .headers()
        .add(
            EventHeaders.SCHEMA_FINGERPRINT,
            batch.get(0).headers().lastHeader(EventHeaders.SCHEMA_FINGERPRINT).value());
    ProducerRecord<byte[], byte[]> stranger =
        new ProducerRecord<>(
            Topics.TRANSACTION_EVENTS, null, "hello".getBytes(StandardCharsets.UTF_8));
    ProducerRecord<byte[], byte[]> tooMuch =
        message(LedgerSamples.key(1, 77), 10_000_000_000L, System.currentTimeMillis());
    batch.addAll(5, List.of(garbage, stranger, tooMuch));
    TopicWriter.send(settings, batch);

    awaitCount(10);
    awaitLag(0);
    List<ConsumerRecord<byte[], byte[]>> letters =
        TopicReader.all(kafka.servers(), Topics.DEAD_LETTERS);
    assertThat(letters).hasSize(3);
    assertThat(letters)
        .extracting(letter -> text(letter, EventHeaders.REASON))
        .anyMatch(reason -> reason.contains("not an event"))
        .anyMatch(reason -> reason.contains("no header avro-schema-fingerprint"))
        .anyMatch(reason -> reason.contains("does not fit its column"));
    assertThat(letters)
        .allMatch(letter -> text(letter, EventHeaders.ORIGIN).startsWith("transaction-events-"));
    assertThat(letters)
        .anyMatch(letter -> "hello".equals(new String(letter.value(), StandardCharsets.UTF_8)));
    assertThat(status()).contains("\"deadLetters\":3,");
  }

  @Test
  void nothingIsLostWhileClickHouseIsAway() throws Exception {
    TopicWriter.send(settings, messages(0, 1_000));
    awaitCount(1_000);
    clickHouse.kill();
    TopicWriter.send(settings, messages(1_000, 4_000));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(health()).isEqualTo(503);
              assertThat(status()).contains("\"lag\":3000,");
            });

    clickHouse.restart();

    awaitCount(4_000);
    awaitLag(0);
    assertThat(health()).isEqualTo(200);
    assertRollups(settings, 4_000, 4_000L * 250);
  }

  @Test
  void aClickHouseThatIsKilledWhileItInsertsKeepsEventsAndRollupsTogether() throws Exception {
    TopicWriter.send(settings, messages(0, 10_000));
    for (int kill = 0; kill < 4; kill++) {
      awaitCountAbove(kill * 1_000);
      clickHouse.kill();
      clickHouse.restart();
    }

    awaitCount(10_000);
    assertRollups(settings, 10_000, 10_000L * 250);
  }

  @Test
  void nothingIsLostWhileKafkaIsAway() throws Exception {
    TopicWriter.send(settings, messages(0, 1_000));
    awaitCount(1_000);
    kafka.kill();
    await().atMost(SOON).untilAsserted(() -> assertThat(health()).isEqualTo(503));

    kafka.restart();
    TopicWriter.send(settings, messages(1_000, 2_000));

    awaitCount(2_000);
    await().atMost(SOON).untilAsserted(() -> assertThat(health()).isEqualTo(200));
  }

  @Test
  void twoSinksShareThePartitionsAndHandThemOverWithoutLossOrRepetition() throws Exception {
    TopicWriter.send(settings, messages(0, 2_000));
    Settings second =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("CLICKHOUSE_PORT", clickHouse.port())
            .with("SINKS_BATCH_MAX", 300)
            .load();
    SinksProcess other = SinksProcess.start(second, ClickHouseFront.secrets());
    try {
      TopicWriter.send(settings, messages(2_000, 4_000));
      awaitCount(4_000);
      sinks.close();
      TopicWriter.send(settings, messages(4_000, 6_000));
      awaitCount(6_000);
    } finally {
      other.close();
    }
    assertThat(query(settings, "SELECT count(), uniqExact(transaction_id) FROM transaction_events"))
        .containsExactly("6000|6000");
  }

  private List<ProducerRecord<byte[], byte[]>> messages(int from, int to)
      throws EventFormatException {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    for (int number = from; number < to; number++) {
      messages.add(message(LedgerSamples.key(number % 50, number), 250, startMs - number * 977L));
    }
    return messages;
  }

  private ProducerRecord<byte[], byte[]> message(LedgerKey key, long amountMinor, long atMs)
      throws EventFormatException {
    return new EventMessages(settings)
        .of(key, LedgerSamples.opening(key, 1, amountMinor, atMs, 30, 1_999));
  }

  private void forgetOffsets() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.servers()))) {
      admin.deleteConsumerGroups(List.of(Groups.CLICKHOUSE_SINK)).all().get();
    }
  }

  private void awaitCount(int count) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(query(settings, COUNT)).containsExactly(Integer.toString(count)));
  }

  private void awaitCountAbove(int count) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> Integer.parseInt(query(settings, COUNT).get(0)) > count);
  }

  private void awaitLag(int lag) {
    await().atMost(SOON).untilAsserted(() -> assertThat(status()).contains("\"lag\":" + lag + ","));
  }

  private String status() throws Exception {
    return HttpReply.get(settings.sinks().managementPort(), "/status").body();
  }

  private int health() throws Exception {
    return HttpReply.get(settings.sinks().managementPort(), "/health").code();
  }

  private static String text(ConsumerRecord<byte[], byte[]> message, String header) {
    return new String(message.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
