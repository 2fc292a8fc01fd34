package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the messages that tell which rows changed: one per player or box and batch, in {@link
 * ChangeSchema}, raw Avro binary. Not thread-safe: it reuses its buffers.
 */
final class ChangeMessages {
  /** Most rows that one message names, so that it stays far below what Kafka takes. */
  static final int ROWS_MAX = 256;

  private static final byte[] FINGERPRINT = utf8(ChangeSchema.FINGERPRINT);
  private static final byte[] AVRO_BINARY = utf8(EventHeaders.AVRO_BINARY);

  private final GenericDatumWriter<GenericRecord> writer =
      new GenericDatumWriter<>(ChangeSchema.CURRENT);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

  /** The messages for all of the rows. */
  List<ProducerRecord<byte[], byte[]>> of(ChangedRows changes) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    changes
        .byOwner()
        .forEach(
            (owner, rows) -> {
              List<ChangedRow> all = List.copyOf(rows.values());
              for (int from = 0; from < all.size(); from += ROWS_MAX) {
                int to = Math.min(all.size(), from + ROWS_MAX);
                messages.add(message(owner, all.subList(from, to)));
              }
            });
    return messages;
  }

  /**
   * One message.
   *
   * @param owner a player's id, or a box's
   */
  ProducerRecord<byte[], byte[]> message(Object owner, Collection<ChangedRow> rows) {
    out.reset();
    try {
      writer.write(recordOf(owner, rows), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory: can't happen
    }
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.MIRROR_CHANGES, utf8(owner.toString()), out.toByteArray());
    message.headers().add(EventHeaders.SCHEMA_FINGERPRINT, FINGERPRINT);
    message.headers().add(EventHeaders.CONTENT_TYPE, AVRO_BINARY);
    return message;
  }

  private static GenericRecord recordOf(Object owner, Collection<ChangedRow> rows) {
    GenericRecord root = new GenericData.Record(ChangeSchema.CURRENT);
    root.put(owner instanceof Long ? "playerId" : "boxId", owner);
    List<GenericRecord> ledger = new ArrayList<>();
    List<GenericRecord> items = new ArrayList<>();
    List<GenericRecord> pending = new ArrayList<>();
    List<GenericRecord> counters = new ArrayList<>();
    List<GenericRecord> logins = new ArrayList<>();
    List<String> seeds = new ArrayList<>();
    List<Integer> boxVersions = new ArrayList<>();
    for (ChangedRow row : rows) {
      switch (row.cache()) {
        case WALLETS -> root.put("walletVersion", row.stamp());
        case BOXES -> root.put("boxVersion", (int) row.stamp());
        case BOX_VERSIONS -> boxVersions.add(((BoxVersionKey) row.key()).version());
        case REVEALED_SEEDS -> seeds.add(((SeedKey) row.key()).serverSeedHash());
        case LEDGER -> ledger.add(ledgerOf((LedgerKey) row.key(), row.stamp()));
        case ITEMS -> items.add(itemOf((ItemKey) row.key(), row.stamp()));
        case PENDING -> pending.add(pendingOf((PendingKey) row.key(), row));
        case GUARANTEE_COUNTERS -> counters.add(counterOf((BoxPlayerKey) row.key(), row.stamp()));
        case LEDGER_STARTS -> root.put("ledgerStart", row.stamp());
        case LOGINS -> logins.add(loginOf((String) row.key(), row.stamp()));
        case STOCKS,
            QUOTAS,
            CLOSED_TRANSACTIONS,
            SESSIONS,
            ATTEMPTS,
            LISTINGS,
            LOGIN_SESSIONS,
            ADMIN_OPERATIONS,
            RATE_BUCKETS ->
            throw new IllegalArgumentException("no mirror of " + row.cache());
      }
    }
    root.put("ledger", ledger);
    root.put("items", items);
    root.put("pending", pending);
    root.put("revealedSeeds", seeds);
    root.put("guaranteeCounters", counters);
    root.put("boxVersions", boxVersions);
    root.put("logins", logins);
    return root;
  }

  private static GenericRecord ledgerOf(LedgerKey key, long createdAtMs) {
    GenericRecord entry = new GenericData.Record(ChangeSchema.LEDGER);
    entry.put("transactionId", ChangeSchema.bytesOf(key.transactionId()));
    entry.put("createdAtMs", createdAtMs);
    return entry;
  }

  private static GenericRecord itemOf(ItemKey key, long version) {
    GenericRecord item = new GenericData.Record(ChangeSchema.ITEM);
    item.put("itemId", ChangeSchema.bytesOf(key.itemId()));
    item.put("version", version);
    return item;
  }

  private static GenericRecord counterOf(BoxPlayerKey key, long version) {
    GenericRecord counter = new GenericData.Record(ChangeSchema.COUNTER);
    counter.put("boxId", key.boxId());
    counter.put("version", version);
    return counter;
  }

  private static GenericRecord loginOf(String name, long version) {
    GenericRecord login = new GenericData.Record(ChangeSchema.LOGIN);
    login.put("name", name);
    login.put("version", version);
    return login;
  }

  private static GenericRecord pendingOf(PendingKey key, ChangedRow row) {
    GenericRecord pending = new GenericData.Record(ChangeSchema.PENDING);
    pending.put("transactionId", ChangeSchema.bytesOf(key.transactionId()));
    pending.put("ended", row.stamp() == ChangedRow.GONE);
    Pending value = row.opened();
    if (value != null) {
      pending.put("opened", openedOf(value));
    }
    return pending;
  }

  private static GenericRecord openedOf(Pending value) {
    GenericRecord opened = new GenericData.Record(ChangeSchema.OPENED);
    opened.put("kind", value.kind().name());
    opened.put("amountMinor", value.amountMinor());
    opened.put("settlesAtExpiry", value.settlesAtExpiry());
    opened.put("recipientId", value.recipientId());
    opened.put("offeredItems", idsOf(value.offeredItems()));
    opened.put("askedItems", idsOf(value.askedItems()));
    opened.put("offeredMinor", value.offeredMinor());
    opened.put("askedMinor", value.askedMinor());
    opened.put("createdAtMs", value.createdAtMs());
    opened.put("expiresAtMs", value.expiresAtMs());
    opened.put("version", value.version());
    return opened;
  }

  private static GenericData.Array<GenericData.Fixed> idsOf(List<UUID> ids) {
    return new GenericData.Array<>(
        Schema.createArray(ChangeSchema.UUID_BYTES),
        ids.stream().map(ChangeSchema::bytesOf).toList());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
