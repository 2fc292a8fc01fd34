package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class InventoryUpdatesTest {
  private static final long AT_MS = 1_790_000_000_000L;
  private static final UUID ITEM = new UUID(7, 7);
  private static final UUID OTHER_ITEM = new UUID(7, 8);

  private final EventMessages messages = new EventMessages("USD", "eu-1");
  private final LedgerKey key = LedgerSamples.key(42, 7);

  @Test
  void whatMovedNoItemHasNoUpdate() throws Exception {
    assertThat(messages.all(key, LedgerSamples.deposit(key, 1, 100, AT_MS)))
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.TRANSACTION_EVENTS);
  }

  @Test
  void anUpdateFollowsItsEventWithTheSameKeyAndId() throws Exception {
    List<ProducerRecord<byte[], byte[]>> both =
        messages.all(key, LedgerSamples.listing(key, 3, ITEM, AT_MS));

    assertThat(both)
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.TRANSACTION_EVENTS, Topics.INVENTORY_UPDATES);
    assertThat(both.get(1).key()).isEqualTo(both.get(0).key());
    GenericRecord update = read(both.get(1));
    assertThat(update.get("messageId"))
        .hasToString(PlanConsumer.read(both.get(0).value()).get("messageId").toString())
        .hasToString("42/" + key.transactionId());
    assertThat(update.get("sequence")).isEqualTo(3L);
    assertThat(update.get("timestamp")).isEqualTo(AT_MS);
    assertThat(update.get("kind")).hasToString("LISTING");
    assertThat(update.get("counterpartyId")).isNull();
    assertThat(changes(update)).containsExactly("LISTED " + ITEM + " COMMON 12");
  }

  @Test
  void itemsThatCameAndWentAreNamedAlsoWhereTheReplySaysNothingOfThem() throws Exception {
    LedgerEntry trade =
        LedgerEntry.of(TransactionKind.TRADE, Account.PLAYER, Account.PLAYER, 0)
            .at(4, AT_MS)
            .counterparty(43L)
            .itemsIn(List.of(ITEM))
            .itemsOut(List.of(OTHER_ITEM))
            .fingerprint(new byte[32])
            .reply("{}".getBytes(StandardCharsets.UTF_8))
            .build();

    GenericRecord update = read(messages.all(key, trade).get(1));

    assertThat(update.get("counterpartyId")).hasToString("43");
    assertThat(changes(update))
        .containsExactly("ADDED " + ITEM + " null null", "REMOVED " + OTHER_ITEM + " null null");
  }

  @Test
  void theSameEntryGivesTheSameUpdateToTheByte() throws Exception {
    LedgerEntry entry = LedgerSamples.listing(key, 3, ITEM, AT_MS);

    assertThat(new EventMessages("USD", "eu-1").all(key, entry).get(1).value())
        .isEqualTo(messages.all(key, entry).get(1).value());
  }

  private static List<String> changes(GenericRecord update) {
    return ((List<?>) update.get("changes"))
        .stream()
            .map(GenericRecord.class::cast)
            .map(
                change ->
                    change.get("change")
                        + " "
                        + change.get("itemId")
                        + " "
                        + change.get("rarity")
                        + " "
                        + change.get("valueMinor"))
            .toList();
  }

  private static GenericRecord read(ProducerRecord<byte[], byte[]> message) throws IOException {
    return new GenericDatumReader<GenericRecord>(EventSchemas.inventoryUpdate())
        .read(null, DecoderFactory.get().binaryDecoder(message.value(), null));
  }
}
