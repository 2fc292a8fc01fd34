package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.persistence.postgres.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ChangeMessagesTest {
  private final ChangeMessages messages = new ChangeMessages();
  private final ChangeReader reader = new ChangeReader();

  @Test
  void theRowsOfAPlayerAreReadAsTheyWereWritten() throws Exception {
    UUID id = new UUID(-1, 7);
    List<ChangedRow> rows =
        List.of(
            ChangedRow.of(CacheName.WALLETS, 42L, 3),
            ChangedRow.of(CacheName.LEDGER_STARTS, 42L, 77),
            ChangedRow.of(CacheName.LEDGER, new LedgerKey(42, id), Samples.TIME_MS),
            ChangedRow.of(CacheName.LEDGER, new LedgerKey(42, new UUID(1, 2)), 5),
            ChangedRow.of(CacheName.ITEMS, new ItemKey(42, id), Long.MAX_VALUE - 1),
            ChangedRow.of(CacheName.REVEALED_SEEDS, new SeedKey(42, "0f".repeat(32)), 0),
            ChangedRow.of(CacheName.GUARANTEE_COUNTERS, new BoxPlayerKey(42, "box ☃"), 9),
            ChangedRow.of(CacheName.LOGINS, "ann", 4));

    ProducerRecord<byte[], byte[]> message = messages.message(42L, rows);

    assertThat(message.key()).isEqualTo("42".getBytes(StandardCharsets.UTF_8));
    assertThat(read(message)).isEqualTo(rows);
  }

  @Test
  void theRowsOfABoxAreReadAsTheyWereWritten() throws Exception {
    List<ChangedRow> rows =
        List.of(
            ChangedRow.of(CacheName.BOXES, "b", 2),
            ChangedRow.of(CacheName.BOX_VERSIONS, new BoxVersionKey("b", 1), 0),
            ChangedRow.of(CacheName.BOX_VERSIONS, new BoxVersionKey("b", 2), 0));

    assertThat(read(messages.message("b", rows))).isEqualTo(rows);
  }

  @Test
  void aPendingTransactionTravelsAsItWasOpenedAndThatItEnded() throws Exception {
    PendingKey key = new PendingKey(1, new UUID(1, 1));
    Pending trade = Samples.pending();
    Pending hold = Pending.withdrawal(5, true, 6, 7);
    ChangedRow ended = ChangedRow.of(CacheName.PENDING, key, ChangedRow.GONE);
    ChangedRow opened = new ChangedRow(CacheName.PENDING, key, trade.version(), trade);
    ChangedRow both = new ChangedRow(CacheName.PENDING, key, hold.version(), hold).then(ended);

    assertThat(read(messages.message(1L, List.of(ended)))).containsExactly(ended);
    assertThat(read(messages.message(1L, List.of(opened))))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(opened);
    assertThat(read(messages.message(1L, List.of(both))))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(new ChangedRow(CacheName.PENDING, key, ChangedRow.GONE, hold));
  }

  @Test
  void ofTwoChangesOfARowTheNewerOneStays() {
    ChangedRow older = ChangedRow.of(CacheName.WALLETS, 1L, 3);
    ChangedRow newer = ChangedRow.of(CacheName.WALLETS, 1L, 4);

    assertThat(older.then(newer)).isEqualTo(newer);
    assertThat(newer.then(older)).isEqualTo(newer);
  }

  @Test
  void anOpeningTakesFewBytes() {
    List<ChangedRow> rows =
        List.of(
            ChangedRow.of(CacheName.WALLETS, 1_000_000L, 1_000),
            ChangedRow.of(
                CacheName.LEDGER, new LedgerKey(1_000_000, new UUID(1, 2)), Samples.TIME_MS),
            ChangedRow.of(CacheName.ITEMS, new ItemKey(1_000_000, new UUID(3, 4)), 1));

    assertThat(messages.message(1_000_000L, rows).value()).hasSizeLessThan(60);
  }

  @Test
  void whatIsNoMessageOfOursIsRefused() {
    ProducerRecord<byte[], byte[]> bare =
        new ProducerRecord<>(Topics.MIRROR_CHANGES, new byte[] {1, 2, 3});
    ProducerRecord<byte[], byte[]> longer =
        messages.message(1L, List.of(ChangedRow.of(CacheName.WALLETS, 1L, 3)));
    byte[] more = Arrays.copyOf(longer.value(), longer.value().length + 1);
    ProducerRecord<byte[], byte[]> trailed =
        new ProducerRecord<>(Topics.MIRROR_CHANGES, null, longer.key(), more, longer.headers());

    assertThatExceptionOfType(EventFormatException.class).isThrownBy(() -> read(bare));
    assertThatExceptionOfType(EventFormatException.class).isThrownBy(() -> read(trailed));
  }

  private List<ChangedRow> read(ProducerRecord<byte[], byte[]> message)
      throws EventFormatException {
    ConsumerRecord<byte[], byte[]> received =
        new ConsumerRecord<>(message.topic(), 0, 0, message.key(), message.value());
    message.headers().forEach(received.headers()::add);
    return reader.read(received);
  }
}
