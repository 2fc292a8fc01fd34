package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.SeedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads which rows changed from messages of {@link Topics#MIRROR_CHANGES}. Not thread-safe: it
 * reuses its decoder.
 */
public final class ChangeReader {
  private final Map<String, GenericDatumReader<GenericRecord>> readers = readers();
  private @Nullable BinaryDecoder decoder;

  private static Map<String, GenericDatumReader<GenericRecord>> readers() {
    Map<String, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    readers.put(ChangeSchema.FINGERPRINT, new GenericDatumReader<>(ChangeSchema.CURRENT));
    ChangeSchema.EARLIER.forEach(
        (fingerprint, writer) ->
            readers.put(fingerprint, new GenericDatumReader<>(writer, ChangeSchema.CURRENT)));
    return readers;
  }

  /**
   * The rows that a message names.
   *
   * @throws EventFormatException when it is none that we know how to read
   */
  public List<ChangedRow> read(ConsumerRecord<byte[], byte[]> message) throws EventFormatException {
    Header fingerprint = message.headers().lastHeader(EventHeaders.SCHEMA_FINGERPRINT);
    byte[] body = message.value();
    if (fingerprint == null || body == null) {
      throw new EventFormatException("no schema fingerprint or no body");
    }
    String schema = new String(fingerprint.value(), StandardCharsets.UTF_8);
    GenericDatumReader<GenericRecord> reader = readers.get(schema);
    if (reader == null) {
      throw new EventFormatException("unknown schema fingerprint " + schema);
    }
    try {
      BinaryDecoder input = DecoderFactory.get().binaryDecoder(body, decoder);
      decoder = input;
      GenericRecord root = reader.read(null, input);
      if (!input.isEnd()) {
        throw new EventFormatException("bytes behind the changes");
      }
      return rowsOf(root);
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | NegativeArraySizeException
        | IndexOutOfBoundsException e) {
      throw new EventFormatException("not changes of the mirror: " + e);
    }
  }

  private static List<ChangedRow> rowsOf(GenericRecord root) throws EventFormatException {
    List<ChangedRow> rows = new ArrayList<>();
    if (root.get("playerId") instanceof Long playerId) {
      ofPlayer(playerId, root, rows);
    } else if (root.get("boxId") != null) {
      ofBox(root.get("boxId").toString(), root, rows);
    } else {
      throw new EventFormatException("changes of nobody");
    }
    return rows;
  }

  private static void ofBox(String boxId, GenericRecord root, List<ChangedRow> rows) {
    if (root.get("boxVersion") instanceof Integer version) {
      rows.add(ChangedRow.of(CacheName.BOXES, boxId, version));
    }
    for (Object version : (List<?>) root.get("boxVersions")) {
      BoxVersionKey key = new BoxVersionKey(boxId, (Integer) version);
      rows.add(ChangedRow.of(CacheName.BOX_VERSIONS, key, 0));
    }
  }

  private static void ofPlayer(long playerId, GenericRecord root, List<ChangedRow> rows) {
    if (root.get("walletVersion") instanceof Long version) {
      rows.add(ChangedRow.of(CacheName.WALLETS, playerId, version));
    }
    if (root.get("ledgerStart") instanceof Long sequence) {
      rows.add(ChangedRow.of(CacheName.LEDGER_STARTS, playerId, sequence));
    }
    for (GenericRecord entry : records(root, "ledger")) {
      LedgerKey key = new LedgerKey(playerId, uuid(entry, "transactionId"));
      rows.add(ChangedRow.of(CacheName.LEDGER, key, (Long) entry.get("createdAtMs")));
    }
    for (GenericRecord item : records(root, "items")) {
      ItemKey key = new ItemKey(playerId, uuid(item, "itemId"));
      rows.add(ChangedRow.of(CacheName.ITEMS, key, (Long) item.get("version")));
    }
    for (GenericRecord pending : records(root, "pending")) {
      rows.add(pendingOf(playerId, pending));
    }
    for (Object hash : (List<?>) root.get("revealedSeeds")) {
      SeedKey key = new SeedKey(playerId, String.valueOf(hash));
      rows.add(ChangedRow.of(CacheName.REVEALED_SEEDS, key, 0));
    }
    for (GenericRecord counter : records(root, "guaranteeCounters")) {
      BoxPlayerKey key = new BoxPlayerKey(playerId, counter.get("boxId").toString());
      rows.add(ChangedRow.of(CacheName.GUARANTEE_COUNTERS, key, (Long) counter.get("version")));
    }
    logins(root, rows);
  }

  private static void logins(GenericRecord root, List<ChangedRow> rows) {
    for (GenericRecord login : records(root, "logins")) {
      rows.add(
          ChangedRow.of(
              CacheName.LOGINS, login.get("name").toString(), (Long) login.get("version")));
    }
  }

  private static ChangedRow pendingOf(long playerId, GenericRecord row) {
    PendingKey key = new PendingKey(playerId, uuid(row, "transactionId"));
    Pending opened = row.get("opened") instanceof GenericRecord value ? openedOf(value) : null;
    long stamp =
        (Boolean) row.get("ended") ? ChangedRow.GONE : opened == null ? 0 : opened.version();
    return new ChangedRow(CacheName.PENDING, key, stamp, opened);
  }

  private static Pending openedOf(GenericRecord value) {
    return new Pending(
        PendingKind.valueOf(value.get("kind").toString()),
        PendingState.OPEN,
        (Long) value.get("amountMinor"),
        (Boolean) value.get("settlesAtExpiry"),
        value.get("recipientId") instanceof Long recipientId ? recipientId : null,
        uuids(value, "offeredItems"),
        uuids(value, "askedItems"),
        (Long) value.get("offeredMinor"),
        (Long) value.get("askedMinor"),
        (Long) value.get("createdAtMs"),
        (Long) value.get("expiresAtMs"),
        (Long) value.get("version"));
  }

  @SuppressWarnings("unchecked") // as the schema has it
  private static List<GenericRecord> records(GenericRecord row, String array) {
    return (List<GenericRecord>) row.get(array);
  }

  private static UUID uuid(GenericRecord row, String field) {
    return ChangeSchema.uuidOf(row.get(field));
  }

  private static List<UUID> uuids(GenericRecord row, String array) {
    List<UUID> ids = new ArrayList<>();
    for (Object id : (List<?>) row.get(array)) {
      ids.add(ChangeSchema.uuidOf(id));
    }
    return ids;
  }
}
