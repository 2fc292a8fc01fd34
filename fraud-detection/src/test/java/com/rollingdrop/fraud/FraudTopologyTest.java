package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From messages as the change data capture writes them to messages with signals. */
@SuppressWarnings("NullAway.Init") // set before each test
class FraudTopologyTest {
  private static final long NOON_MS = 1_772_366_400_000L; // 2026-03-01T12:00:00Z

  @TempDir private Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Settings settings;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> transactions;
  private TestOutputTopic<byte[], byte[]> signals;

  @BeforeEach
  void start() {
    settings =
        SettingsLoader.load(
            Map.of(
                "ROLLINGDROP_DATA_DIR", directory.toString(),
                "ROLLINGDROP_KAFKA_SECURITY", "PLAINTEXT",
                "ROLLINGDROP_FRAUD_VELOCITY_COMMANDS_MIN", "5",
                "ROLLINGDROP_FRAUD_CYCLING_MIN_MINOR", "1000"));
    FraudProgress progress = new FraudProgress(registry);
    FraudRules rules = new FraudRules(settings.fraud(), (box, version) -> null);
    driver =
        new TopologyTestDriver(
            FraudTopology.of(rules, progress),
            FraudStreams.configuration(settings, KafkaAccess.of(settings, KafkaUser.FRAUD)));
    transactions =
        driver.createInputTopic(
            Topics.TRANSACTION_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    signals =
        driver.createOutputTopic(
            Topics.FRAUD_SIGNALS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void transactionsGiveRiseToSignalsUnderTheirPlayersKey() throws Exception {
    for (int i = 1; i <= 5; i++) {
      deposit(7, i, 100);
      deposit(8, i % 4 + 1, 100);
    }

    TestRecord<byte[], byte[]> message = signals.readRecord();
    assertThat(signals.isEmpty()).isTrue();
    assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("7");
    Signal signal = new SignalMessages().read(message.headers(), message.value());
    assertThat(signal.rule()).isEqualTo(FraudRule.VELOCITY);
    assertThat(signal.playerId()).isEqualTo(7);
    assertThat(signal.timestampMs()).isEqualTo(NOON_MS + 5);
    assertThat(count("events")).isEqualTo(9);
    assertThat(count("events.repeated")).isEqualTo(1);
  }

  @Test
  void aRedeliveredLedgerGivesNoSecondSignal() throws Exception {
    List<ProducerRecord<byte[], byte[]>> ledger = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      ledger.add(message(7, LedgerSamples.deposit(key(7, i), i, 1, NOON_MS + i), i));
    }
    for (int times = 0; times < 3; times++) {
      ledger.forEach(this::send);
    }

    assertThat(signals.readRecordsToList()).hasSize(1);
    assertThat(count("events")).isEqualTo(20);
    assertThat(count("events.repeated")).isEqualTo(40);
  }

  @Test
  void cycledMoneyIsFoundInTheEventsOfWithdrawals() throws Exception {
    deposit(7, 1, 600);
    send(message(7, withdrawal(key(7, 2), 2, 600), 2));
    deposit(7, 3, 600);
    send(message(7, withdrawal(key(7, 4), 4, 600), 4));

    assertThat(new SignalMessages().read(new SignalMessages().headers(), signals.readValue()))
        .satisfies(signal -> assertThat(signal.rule()).isEqualTo(FraudRule.CYCLING));
  }

  @Test
  void whatIsNoEventIsLeftOutAndCounted() throws Exception {
    transactions.pipeInput(new byte[] {1}, new byte[] {1, 2, 3});
    for (int i = 1; i <= 5; i++) {
      deposit(7, i, 100);
    }

    assertThat(signals.readRecordsToList()).hasSize(1);
    assertThat(count("events.unreadable")).isEqualTo(1);
  }

  private void deposit(long player, int number, long amountMinor) throws Exception {
    LedgerEntry entry =
        LedgerSamples.deposit(key(player, number), number, amountMinor, NOON_MS + number);
    send(message(player, entry, number));
  }

  private static LedgerEntry withdrawal(LedgerKey key, long sequence, long amountMinor) {
    return LedgerEntry.of(
            TransactionKind.WITHDRAWAL_HOLD, Account.PLAYER, Account.ESCROW, amountMinor)
        .at(sequence, NOON_MS + sequence)
        .after(0, amountMinor)
        .fingerprint(new byte[32])
        .reply(
            ("{\"transactionId\":\"" + key.transactionId() + "\"}")
                .getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static LedgerKey key(long player, int number) {
    return LedgerSamples.key(player, number);
  }

  private ProducerRecord<byte[], byte[]> message(long player, LedgerEntry entry, int number)
      throws Exception {
    return new EventMessages(settings).of(key(player, number), entry);
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    transactions.pipeInput(new TestRecord<>(message.key(), message.value(), message.headers()));
  }

  private double count(String counter) {
    return registry.get("rollingdrop.fraud." + counter).counter().count();
  }
}
