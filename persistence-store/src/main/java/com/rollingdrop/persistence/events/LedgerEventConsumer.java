package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.binary.BinaryType;
import org.apache.ignite.cdc.CdcCacheEvent;
import org.apache.ignite.cdc.CdcConsumer;
import org.apache.ignite.cdc.CdcEvent;
import org.apache.ignite.cdc.TypeMapping;
import org.apache.ignite.internal.util.typedef.internal.CU;
import org.apache.ignite.metric.MetricRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the ledger's entries out of a node's WAL and hands them to Kafka, and with them what
 * administrators did, and which rows of the mirror changed, for the repair.
 *
 * <p>Ignite saves the place in the WAL when {@link #onEvents} returns true, so it returns true only
 * after Kafka has acknowledged all that was read, and never returns false: an iterator that was
 * read does not go back, and Ignite would save a later place over the gap with the next success. An
 * outage is therefore waited out inside; a stop ends it with {@link StoppedException}, and what was
 * not acknowledged is read again after the next start.
 *
 * <p>What the WAL has is checked against what the grid holds, see {@link CommittedLedger}. Names of
 * rows are not: the repair looks at what the grid holds before it writes. Nor is what
 * administrators did: it was asked for even where writing it down failed.
 *
 * <p>Every copy of an entry stands in its own node's WAL; only the primary's becomes an event.
 * Rebalanced and store-loaded entries are left out by Ignite itself.
 *
 * <p>Called by Ignite's one CDC thread.
 */
final class LedgerEventConsumer implements CdcConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerEventConsumer.class);
  private static final int LEDGER_ID = CU.cacheId(CacheName.LEDGER.id());
  private static final int OPERATIONS_ID = CU.cacheId(CacheName.ADMIN_OPERATIONS.id());

  /** Rows of the mirror that go with one ledger entry, at most; an opening has three. */
  private static final int ROWS_PER_ENTRY = 8;

  private final EventMessages messages;
  private final ChangeMessages changeMessages = new ChangeMessages();
  private final AdminOperationMessages operationMessages = new AdminOperationMessages();
  private final CommittedLedger ledger;
  private final EventDelivery delivery;
  private final CdcProgress progress;
  private final StopSignal stop;
  private final int batchMax;

  /**
   * @param batchMax most messages of one delivery
   */
  LedgerEventConsumer(
      EventMessages messages,
      CommittedLedger ledger,
      EventDelivery delivery,
      CdcProgress progress,
      StopSignal stop,
      int batchMax) {
    this.messages = messages;
    this.ledger = ledger;
    this.delivery = delivery;
    this.progress = progress;
    this.stop = stop;
    this.batchMax = batchMax;
  }

  @Override
  public void start(MetricRegistry registry) {
    progress.onReading(true);
  }

  @Override
  public boolean onEvents(Iterator<CdcEvent> changes) {
    Batch batch = new Batch();
    ChangedRows rows = new ChangedRows();
    int rowsMax = batchMax * ROWS_PER_ENTRY;
    List<CommittedLedger.Change> entries = new ArrayList<>();
    // The order of the two conditions matters: Ignite's iterator looks ahead in hasNext(), and what
    // it has seen there is lost when it is not fetched.
    while (entries.size() + batch.letters + batch.operations < batchMax
        && rows.size() < rowsMax
        && changes.hasNext()) {
      CdcEvent change = changes.next();
      if (change.primary()) {
        read(change, rows, batch);
        if (change.cacheId() == LEDGER_ID && change.value() != null) {
          read(change, entries, batch);
        } else if (change.cacheId() == OPERATIONS_ID && change.value() != null) {
          readOperation(change, batch);
        }
      }
    }
    if (!entries.isEmpty()) {
      progress.onPending(
          entries.size(), entries.stream().mapToLong(e -> e.entry().createdAtMs()).min().orElse(0));
      ledger.committed(entries).forEach(entry -> add(batch, entry));
    }
    deliver(batch, rows);
    progress.onSettled();
    return true;
  }

  private void deliver(Batch batch, ChangedRows rows) {
    batch.messages.addAll(changeMessages.of(rows));
    if (batch.messages.isEmpty()) {
      return;
    }
    delivery.deliver(batch.messages);
    progress.onRowsTold(rows.size());
    if (!batch.eventsAtMs.isEmpty() || batch.letters > 0) {
      progress.onDelivered(batch.eventsAtMs, batch.letters);
    }
  }

  private static void read(CdcEvent change, ChangedRows rows, Batch batch) {
    try {
      rows.add(change);
    } catch (RuntimeException e) {
      setAside(
          "row of cache " + change.cacheId() + " in partition " + change.partition(),
          null,
          e,
          batch);
    }
  }

  private static void read(CdcEvent change, List<CommittedLedger.Change> entries, Batch batch) {
    try {
      LedgerEntry entry = ((BinaryObject) change.value()).deserialize();
      entries.add(new CommittedLedger.Change((BinaryObject) change.key(), entry));
    } catch (RuntimeException e) {
      setAside("ledger entry in partition " + change.partition(), null, e, batch);
    }
  }

  private void readOperation(CdcEvent change, Batch batch) {
    try {
      AdminOperation operation = ((BinaryObject) change.value()).deserialize();
      batch.add(
          List.of(operationMessages.of((UUID) change.key(), operation)),
          AdminOperationMessages.timestampMs(operation));
      batch.operations++;
    } catch (RuntimeException e) {
      setAside("operation " + change.key(), null, e, batch);
    }
  }

  private void add(Batch batch, CommittedLedger.Change change) {
    LedgerEntry entry = change.entry();
    try {
      LedgerKey key = change.key().deserialize();
      batch.add(messages.all(key, entry), entry.createdAtMs());
    } catch (EventFormatException | RuntimeException e) {
      setAside("ledger " + change.name(), entry.reply(), e, batch);
    }
  }

  // Whatever it is about this one, the entries behind it are not to wait for it.
  private static void setAside(
      String origin, byte @Nullable [] reply, Exception reason, Batch batch) {
    LOG.error("{} becomes a dead letter", origin, reason);
    batch.addLetter(
        DeadLetters.letter(
            origin.getBytes(StandardCharsets.UTF_8), reply, origin, reason.toString()));
  }

  @Override
  public void onTypes(Iterator<BinaryType> types) {
    types.forEachRemaining(type -> {});
  }

  @Override
  public void onMappings(Iterator<TypeMapping> mappings) {
    mappings.forEachRemaining(mapping -> {});
  }

  @Override
  public void onCacheChange(Iterator<CdcCacheEvent> changes) {
    changes.forEachRemaining(change -> {});
  }

  @Override
  public void onCacheDestroy(Iterator<Integer> caches) {
    caches.forEachRemaining(cache -> {});
  }

  @Override
  public void stop() {
    progress.onReading(false);
  }

  /** False ends Ignite's loop between two segments. */
  @Override
  public boolean alive() {
    return !stop.isRequested();
  }

  /** What one delivery holds. */
  private static final class Batch {
    private final List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private final List<Long> eventsAtMs = new ArrayList<>();
    private int letters;
    private int operations;

    /** The messages of one entry or operation: they follow each other. */
    void add(List<ProducerRecord<byte[], byte[]>> ofOne, long createdAtMs) {
      messages.addAll(ofOne);
      eventsAtMs.add(createdAtMs);
    }

    void addLetter(ProducerRecord<byte[], byte[]> letter) {
      messages.add(letter);
      letters++;
    }
  }
}
