package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real grid node, the real CDC, a real Kafka broker. */
class CdcIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir Path directory;
  private KafkaBroker kafka;
  private Settings settings;
  private TestGrid grid;
  private CdcProcess cdc;

  @BeforeEach
  void start() throws Exception {
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    settings = new TestSettings(directory).with("KAFKA_PORT", kafka.port()).load();
    // Before the node, as may happen.
    cdc = CdcProcess.start(settings);
    grid = TestGrid.start(settings);
  }

  @AfterEach
  void stop() throws Exception {
    cdc.close();
    grid.close();
    kafka.close();
  }

  @Test
  void aLedgerEntryPutInAGridTransactionArrivesInKafkaOnce() throws Exception {
    LedgerKey key = LedgerSamples.key(42, 1);
    grid.commit(key, LedgerSamples.opening(key, 1, 250, System.currentTimeMillis(), 30, 1_999));
    LedgerKey other = LedgerSamples.key(7, 2);
    grid.commit(other, LedgerSamples.deposit(other, 1, 500, System.currentTimeMillis()));
    awaitIds(2);
    // Other caches, and what is taken away, are not events.
    Caches.ledger(grid.ignite()).remove(other);
    LedgerKey last = LedgerSamples.key(8, 3);
    grid.commit(last, LedgerSamples.deposit(last, 1, 500, System.currentTimeMillis()));
    awaitIds(3);

    List<ConsumerRecord<byte[], byte[]>> messages =
        TopicReader.all(kafka.servers(), Topics.TRANSACTION_EVENTS);
    assertThat(messages).hasSize(3);
    ConsumerRecord<byte[], byte[]> opening =
        messages.stream()
            .filter(m -> new String(m.key(), StandardCharsets.UTF_8).equals("42"))
            .findFirst()
            .orElseThrow();
    GenericRecord event = PlanConsumer.read(opening.value());
    assertThat(event.get("messageId")).hasToString(key.toString());
    assertThat(new EventReader().read(opening).totalValueMinor()).isEqualTo(2_029);
    assertThat(TopicReader.all(kafka.servers(), Topics.INVENTORY_UPDATES))
        .as("the opening alone brought items")
        .singleElement()
        .satisfies(update -> assertThat(update.key()).isEqualTo(opening.key()));
    assertThat(TopicReader.all(kafka.servers(), Topics.DEAD_LETTERS)).isEmpty();
    HttpReply status = HttpReply.get(settings.cdc().managementPort(), "/status");
    assertThat(status.body()).contains("\"emitted\":3").contains("\"lagMs\":").endsWith("}");
    assertThat(HttpReply.get(settings.cdc().managementPort(), "/health").code()).isEqualTo(200);
    assertThat(HttpReply.get(settings.cdc().managementPort(), "/metrics").body())
        .contains("rollingdrop_cdc_events_emitted_total 3.0")
        .contains("rollingdrop_cdc_delay_seconds_count 3");
  }

  @Test
  void allEventsArriveAfterKafkaWasAway() throws Exception {
    grid.commitDeposits(0, 100);
    awaitIds(100);
    kafka.kill();
    grid.commitDeposits(100, 1_000);
    int port = settings.cdc().managementPort();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(HttpReply.get(port, "/health").code()).isEqualTo(503));

    kafka.restart();

    awaitIds(1_000);
    assertThat(HttpReply.get(port, "/health").code()).isEqualTo(200);
  }

  @Test
  void aStopDuringAnOutageTakesSecondsAndLosesNothing() throws Exception {
    grid.commitDeposits(0, 10);
    awaitIds(10);
    kafka.kill();
    grid.commitDeposits(10, 500);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(HttpReply.get(settings.cdc().managementPort(), "/health").code())
                    .isEqualTo(503));

    long startedNs = System.nanoTime();
    cdc.close();
    assertThat(Duration.ofNanos(System.nanoTime() - startedNs)).isLessThan(Duration.ofSeconds(15));

    kafka.restart();
    cdc = CdcProcess.start(settings);
    awaitIds(500);
  }

  @Test
  void anEntryThatCannotBecomeAnEventIsADeadLetterAndThoseBehindItArrive() {
    LedgerKey bad = LedgerSamples.key(5, 1);
    grid.commit(bad, LedgerSamples.broken(1, System.currentTimeMillis()));
    LedgerKey good = LedgerSamples.key(5, 2);
    grid.commit(good, LedgerSamples.deposit(good, 2, 500, System.currentTimeMillis()));

    awaitIds(1);
    List<ConsumerRecord<byte[], byte[]>> letters =
        TopicReader.all(kafka.servers(), Topics.DEAD_LETTERS);
    assertThat(letters).hasSize(1);
    ConsumerRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).contains(bad.toString());
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("no JSON at all");
    assertThat(
            new String(
                letter.headers().lastHeader(EventHeaders.REASON).value(), StandardCharsets.UTF_8))
        .contains("not JSON");
  }

  @Test
  void whatAnAdministratorDidArrivesWithItsAnswerEvenWhenKafkaWasAway() throws Exception {
    grid.commitDeposits(0, 1);
    awaitIds(1);
    kafka.kill();
    Map<UUID, AdminOperation> operations = new HashMap<>();
    for (int i = 0; i < 20; i++) {
      UUID id = new UUID(9, i);
      Caches.adminOperations(grid.ignite()).put(id, OperationSamples.asked());
      Caches.adminOperations(grid.ignite()).put(id, OperationSamples.refused());
      operations.put(id, OperationSamples.refused());
    }
    // What the grid forgets in time is no operation.
    Caches.adminOperations(grid.ignite()).removeAll(operations.keySet());

    kafka.restart();

    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(operationMessages()).hasSize(40));
    Map<String, List<byte[]>> arrived = operationMessages();
    operations.forEach(
        (id, operation) -> {
          AdminOperationMessages messages = new AdminOperationMessages();
          assertThat(arrived.get(id + "/ASKED"))
              .contains(messages.of(id, OperationSamples.asked()).value());
          assertThat(arrived.get(id + "/ANSWERED")).contains(messages.of(id, operation).value());
        });
    assertThat(TopicReader.all(kafka.servers(), Topics.DEAD_LETTERS)).isEmpty();
  }

  /** Bodies by message id. */
  private Map<String, List<byte[]>> operationMessages() {
    GenericDatumReader<GenericRecord> reader =
        new GenericDatumReader<>(EventSchemas.adminOperation());
    Map<String, List<byte[]>> bodies = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> message :
        TopicReader.all(kafka.servers(), Topics.ADMIN_OPERATIONS)) {
      try {
        GenericRecord operation =
            reader.read(null, DecoderFactory.get().binaryDecoder(message.value(), null));
        bodies
            .computeIfAbsent(operation.get("messageId").toString(), id -> new ArrayList<>())
            .add(message.value());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return bodies;
  }

  @Test
  void theNodeMayRestartWhileItsEventsAreRead() {
    grid.commitDeposits(0, 100);
    grid.close();
    grid = TestGrid.start(settings);
    grid.commitDeposits(100, 200);
    awaitIds(200);
  }

  private void awaitIds(int count) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(new HashSet<>(TopicReader.messageIds(kafka.servers()))).hasSize(count));
  }
}
