package com.rollingdrop.persistence.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.PlanConsumer;
import com.rollingdrop.persistence.events.TestGrid;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TopicReader;
import com.rollingdrop.persistence.events.TopicWriter;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real grid node whose log nobody reads, and a real Kafka broker. */
class EventReplayIT {
  private static final long AT_MS = 1_790_000_000_000L;
  private static final int PLAYERS = 5;
  private static final int ENTRIES = 40;

  @TempDir Path directory;

  @Test
  void theTransactionsOfATimeAreSentOnceMoreInTheOrderOfEachLedgerAndNoOthers() throws Exception {
    try (KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"))) {
      Settings settings = new TestSettings(directory).with("KAFKA_PORT", kafka.port()).load();
      try (TestGrid grid = TestGrid.start(settings);
          EventDelivery delivery = TopicWriter.delivery(settings)) {
        Topics.ensure(settings.kafka(), KafkaAccess.of(settings, KafkaUser.CDC));
        Map<String, List<Long>> expected = new TreeMap<>();
        // Written from the last to the first: the ledger's order is not the order of writing.
        for (int number = ENTRIES - 1; number >= 0; number--) {
          LedgerKey key = LedgerSamples.key(number % PLAYERS, number);
          grid.commit(key, LedgerSamples.opening(key, number, 10, AT_MS + number, 7));
          if (number >= 10 && number < 30) {
            expected
                .computeIfAbsent(Long.toString(key.playerId()), player -> new ArrayList<>())
                .add(0, (long) number);
          }
        }
        LedgerKey broken = LedgerSamples.key(1, ENTRIES);
        grid.commit(broken, LedgerSamples.broken(ENTRIES, AT_MS + 15));

        EventReplay replay =
            new EventReplay(grid.ignite(), new EventMessages(settings), delivery, 3);
        replay.run(AT_MS + 10, AT_MS + 30, (done, partitions, entries) -> {});

        assertThat(replay.entries()).isEqualTo(20);
        assertThat(replay.unfit()).isEqualTo(1);
        assertThat(sequences(kafka)).isEqualTo(expected);
        assertThat(TopicReader.all(kafka.servers(), Topics.INVENTORY_UPDATES)).hasSize(20);
      }
    }
  }

  private static Map<String, List<Long>> sequences(KafkaBroker kafka) throws Exception {
    Map<String, List<Long>> sequences = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> event :
        TopicReader.all(kafka.servers(), Topics.TRANSACTION_EVENTS)) {
      long atMs = (Long) PlanConsumer.read(event.value()).get("timestamp");
      sequences
          .computeIfAbsent(
              new String(event.key(), StandardCharsets.UTF_8), player -> new ArrayList<>())
          .add(atMs - AT_MS);
    }
    return sequences;
  }
}
