package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Traceparent;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventMessagesTest {
  private static final long AT_MS = 1_750_000_000_123L;

  /** 2^46 major units; from there on, neighbouring doubles are more than a cent apart. */
  private static final long EXACT_MAX_MINOR = (1L << 46) * 100;

  private final EventMessages messages = new EventMessages("USD", "eu-1");
  private final LedgerKey key = LedgerSamples.key(42, 7);

  @Test
  void aConsumerThatHasOnlyThePlansSchemaReadsAnOpening() throws Exception {
    ProducerRecord<byte[], byte[]> message =
        messages.of(key, LedgerSamples.opening(key, 9, 250, AT_MS, 30, 1_999));

    GenericRecord event = PlanConsumer.read(message.value());
    assertThat(event.get("messageId")).hasToString("42/" + key.transactionId());
    assertThat(event.get("transactionId")).hasToString(key.transactionId().toString());
    assertThat(event.get("timestamp")).isEqualTo(AT_MS);
    assertThat(event.get("partnerId")).isNull();
    assertThat(event.get("eventType")).hasToString("BOX_OPENING");
    assertThat(event.get("userId")).hasToString("42");
    GenericRecord data = (GenericRecord) event.get("data");
    assertThat(data.get("boxId")).hasToString("starter");
    assertThat(data.get("amount")).isEqualTo(2.5);
    assertThat(data.get("totalValue")).isEqualTo(20.29);
    List<?> items = (List<?>) data.get("items");
    assertThat(items).hasSize(2);
    GenericRecord second = (GenericRecord) Objects.requireNonNull(items.get(1));
    assertThat(second.get("rarity")).hasToString("RARE");
    assertThat(second.get("value")).isEqualTo(19.99);
    GenericRecord metadata = (GenericRecord) event.get("metadata");
    assertThat(metadata.get("source")).hasToString("grid");
    assertThat(metadata.get("region")).hasToString("eu-1");
    assertThat(metadata.get("apiVersion")).hasToString("1");
  }

  @Test
  void aConsumerThatHasOnlyThePlansSchemaReadsADeposit() throws Exception {
    GenericRecord event =
        PlanConsumer.read(messages.of(key, LedgerSamples.deposit(key, 1, 12_345, AT_MS)).value());

    GenericRecord data = (GenericRecord) event.get("data");
    assertThat(event.get("eventType")).hasToString("DEPOSIT");
    assertThat(data.get("boxId")).isNull();
    assertThat(data.get("amount")).isEqualTo(123.45);
    assertThat(data.get("totalValue")).isEqualTo(0.0);
    assertThat((List<?>) data.get("items")).isEmpty();
  }

  @Test
  void aConsumerThatHasOurSchemaGetsExactFigures() throws Exception {
    TransactionEvent event =
        read(messages.of(key, LedgerSamples.opening(key, 9, 250, AT_MS, 30, 1_999)));

    assertThat(event.amountMinor()).isEqualTo(250);
    assertThat(event.totalValueMinor()).isEqualTo(2_029);
    assertThat(event.balanceAfterMinor()).isEqualTo(5_000);
    assertThat(event.sequence()).isEqualTo(9);
    assertThat(event.items()).extracting(EventItem::valueMinor).containsExactly(30L, 1_999L);
    assertThat(event.boxVersion()).isEqualTo(3);
    assertThat(event.oddsHash()).isEqualTo(LedgerSamples.ODDS_HASH);
    assertThat(event.currency()).isEqualTo("USD");
    assertThat(event.userId()).isEqualTo(42);
    assertThat(event.transactionId()).isEqualTo(key.transactionId());
  }

  @Test
  void theTwoSidesOfATransferAreTwoEventsThatNameEachOther() throws Exception {
    LedgerKey other = new LedgerKey(43, key.transactionId());

    TransactionEvent out = read(messages.of(key, transfer(TransactionKind.TRANSFER_OUT, 43)));
    TransactionEvent in = read(messages.of(other, transfer(TransactionKind.TRANSFER_IN, 42)));

    assertThat(out.transactionId()).isEqualTo(in.transactionId());
    assertThat(out.id()).isNotEqualTo(in.id());
    assertThat(out.counterpartyId()).isEqualTo(43);
    assertThat(in.counterpartyId()).isEqualTo(42);
    assertThat(out.kind()).isEqualTo("TRANSFER_OUT");
    assertThat(out.eventType()).isEqualTo("TRADE");
    assertThat(out.heldAfterMinor()).isEqualTo(9);
    assertThat(out.referenceId()).isEqualTo(new UUID(1, 1));
  }

  @Test
  void promotionalMoneyIsToldApartAndWhatItWasGivenFor() throws Exception {
    TransactionEvent grant =
        read(messages.of(key, LedgerSamples.promotion(key, 3, 500, AT_MS, "Frühling")));

    assertThat(grant.kind()).isEqualTo("PROMOTION");
    assertThat(grant.eventType()).as("nobody paid it in").isNotEqualTo("DEPOSIT");
    assertThat(grant.amountMinor()).isEqualTo(500);
    assertThat(grant.promoMinor()).isEqualTo(500);
    assertThat(grant.promoAfterMinor()).isEqualTo(500);
    assertThat(grant.balanceAfterMinor()).isEqualTo(70);
    assertThat(grant.campaign()).isEqualTo("Frühling");

    TransactionEvent opening = read(messages.of(key, LedgerSamples.opening(key, 4, 250, AT_MS)));
    assertThat(opening.promoMinor()).isZero();
    assertThat(opening.campaign()).isNull();
  }

  private static LedgerEntry transfer(TransactionKind kind, long counterpartyId) {
    return LedgerEntry.of(kind, Account.PLAYER, Account.PLAYER, 0)
        .at(1, AT_MS)
        .after(100, 9)
        .counterparty(counterpartyId)
        .reference(new UUID(1, 1))
        .reply("{}".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  @Test
  void theSameEntryGivesTheSameMessage() throws Exception {
    LedgerEntry entry = LedgerSamples.opening(key, 9, 250, AT_MS, 30);

    ProducerRecord<byte[], byte[]> one = messages.of(key, entry);
    ProducerRecord<byte[], byte[]> other = new EventMessages("USD", "eu-1").of(key, entry);
    assertThat(one.key()).isEqualTo(other.key());
    assertThat(one.value()).isEqualTo(other.value());
    assertThat(one.headers()).isEqualTo(other.headers());
  }

  @Test
  void theMessagesKeyIsTheUserAndItsHeadersNameTheSchema() throws Exception {
    ProducerRecord<byte[], byte[]> message =
        messages.of(key, LedgerSamples.deposit(key, 1, 100, AT_MS));

    assertThat(message.topic()).isEqualTo("transaction-events");
    assertThat(message.key()).isEqualTo("42".getBytes(StandardCharsets.UTF_8));
    assertThat(header(message, "content-type")).isEqualTo("avro/binary");
    assertThat(header(message, "avro-schema-fingerprint"))
        .isEqualTo(EventSchemas.fingerprint(EventSchemas.current()))
        .hasSize(16);
  }

  @Test
  void allMessagesOfATransactionCarryItsPlaceInATraceIfItHasOne() throws Exception {
    LedgerEntry entry = LedgerSamples.opening(key, 9, 250, AT_MS, 30);
    String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    List<ProducerRecord<byte[], byte[]>> traced =
        messages.all(key, entry.traced(Traceparent.parse(traceparent).orElseThrow()));

    assertThat(traced)
        .hasSize(2)
        .allSatisfy(message -> assertThat(header(message, "traceparent")).isEqualTo(traceparent));
    assertThat(messages.all(key, entry))
        .allSatisfy(message -> assertThat(message.headers().lastHeader("traceparent")).isNull());
  }

  @Test
  void doublesInMajorUnitsRoundBackToTheExactCents() {
    Random random = new Random(1);
    List<Long> amounts = new ArrayList<>(List.of(0L, 1L, 10L, 20L, 30L, 110L, 220L, 330L));
    amounts.add(EXACT_MAX_MINOR - 1);
    for (int i = 0; i < 100_000; i++) {
      amounts.add(random.nextLong(EXACT_MAX_MINOR));
      amounts.add(random.nextLong(1_000_000L));
    }

    for (long minor : amounts) {
      BigDecimal cents =
          new BigDecimal(EventWriter.major(minor))
              .movePointRight(2)
              .setScale(0, RoundingMode.HALF_EVEN);
      assertThat(cents.longValueExact()).isEqualTo(minor);
    }
  }

  @Test
  void tenAndTwentyCentsAreThirtyCents() throws Exception {
    GenericRecord event =
        PlanConsumer.read(
            messages.of(key, LedgerSamples.opening(key, 1, 10, AT_MS, 10, 20)).value());

    assertThat(((GenericRecord) event.get("data")).get("totalValue")).isEqualTo(0.3);
  }

  @Test
  void anEntryWhoseReplyIsNotJsonIsRefusedWithTheReason() {
    assertThatThrownBy(() -> messages.of(key, LedgerSamples.broken(1, AT_MS)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void aMessageWithoutItsSchemaOrWithForeignBytesIsRefused() throws Exception {
    ProducerRecord<byte[], byte[]> good =
        messages.of(key, LedgerSamples.opening(key, 9, 250, AT_MS, 30));
    ProducerRecord<byte[], byte[]> bare = new ProducerRecord<>("t", good.key(), good.value());

    assertThatThrownBy(() -> read(bare))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("avro-schema-fingerprint");
    for (int length = 0; length < good.value().length; length++) {
      byte[] cut = Arrays.copyOf(good.value(), length);
      assertThatThrownBy(() -> read(withBody(good, cut))).isInstanceOf(EventFormatException.class);
    }
    byte[] longer = Arrays.copyOf(good.value(), good.value().length + 1);
    assertThatThrownBy(() -> read(withBody(good, longer)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("behind");
  }

  @Test
  void garbageIsRefusedWithoutTakingTheProcessDown() throws Exception {
    ProducerRecord<byte[], byte[]> good =
        messages.of(key, LedgerSamples.opening(key, 9, 250, AT_MS, 30));
    for (int claimed : new int[] {900_000_000, Integer.MAX_VALUE - 100}) {
      byte[] huge = stringThatClaims(claimed);
      assertThatThrownBy(() -> read(withBody(good, huge))).isInstanceOf(EventFormatException.class);
    }

    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = good.value().clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(withBody(good, body))).isNotNull();
      } catch (EventFormatException expected) {
        // Refused is fine, as is another text or number where a byte of one was changed.
      }
    }
  }

  private static byte[] stringThatClaims(int length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(length);
    encoder.writeFixed(new byte[100]);
    return out.toByteArray();
  }

  private static ProducerRecord<byte[], byte[]> withBody(
      ProducerRecord<byte[], byte[]> like, byte[] body) {
    return new ProducerRecord<>(like.topic(), 0, like.key(), body, like.headers());
  }

  private static TransactionEvent read(ProducerRecord<byte[], byte[]> message)
      throws EventFormatException {
    return new EventReader()
        .read(
            new ConsumerRecord<>(
                message.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                message.key(),
                message.value(),
                new RecordHeaders(message.headers()),
                Optional.empty()));
  }

  private static String header(ProducerRecord<byte[], byte[]> message, String name)
      throws IOException {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
