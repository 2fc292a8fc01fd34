package com.rollingdrop.persistence.replay;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteBiPredicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of ledger entries once more: the same to the byte, so that who has seen them
 * knows them by their ids. Each player's come in the order of the ledger, but perhaps behind
 * younger ones that were sent before. Memory is bound by the entries of one partition of the grid
 * (a key and a number each) and one batch of messages. For one thread.
 */
public final class EventReplay {
  private static final Logger LOG = LoggerFactory.getLogger(EventReplay.class);

  private final Ignite ignite;
  private final EventMessages messages;
  private final EventDelivery delivery;
  private final int batchMax;
  private long entries;
  private long unfit;

  /**
   * @param ignite a client of the grid
   * @param batchMax most entries whose acknowledgements are awaited together
   */
  public EventReplay(Ignite ignite, EventMessages messages, EventDelivery delivery, int batchMax) {
    this.ignite = ignite;
    this.messages = messages;
    this.delivery = delivery;
    this.batchMax = batchMax;
  }

  /** Is told after each partition. */
  @FunctionalInterface
  public interface Progress {
    void at(int partitionsDone, int partitions, long entriesSoFar);
  }

  /**
   * Sends what was decided in a time, and returns when Kafka holds all of it.
   *
   * @param fromMs epoch milliseconds, included
   * @param toMs epoch milliseconds, excluded
   */
  public void run(long fromMs, long toMs, Progress progress) {
    Window window = new Window(fromMs, toMs);
    int partitions = ignite.affinity(CacheName.LEDGER.id()).partitions();
    for (int partition = 0; partition < partitions; partition++) {
      List<Place> places = places(partition, window);
      for (int first = 0; first < places.size(); first += batchMax) {
        send(places.subList(first, Math.min(places.size(), first + batchMax)));
      }
      progress.at(partition + 1, partitions, entries);
    }
  }

  private List<Place> places(int partition, Window window) {
    ScanQuery<LedgerKey, LedgerEntry> scan = new ScanQuery<>(window);
    scan.setPartition(partition);
    List<Place> places = new ArrayList<>();
    try (var found = Caches.ledger(ignite).query(scan, new Place.Of())) {
      found.forEach(places::add);
    }
    Collections.sort(places);
    return places;
  }

  private void send(List<Place> places) {
    Set<LedgerKey> keys = new LinkedHashSet<>();
    places.forEach(place -> keys.add(place.key()));
    Map<LedgerKey, LedgerEntry> found = Caches.ledger(ignite).getAll(keys);
    List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (LedgerKey key : keys) {
      LedgerEntry entry = found.get(key);
      if (entry == null) {
        continue;
      }
      try {
        batch.addAll(messages.all(key, entry));
        entries++;
      } catch (EventFormatException e) {
        // It was a dead letter the first time, and is nothing else now.
        unfit++;
        LOG.warn("{} has no event: {}", key, e.getMessage());
      }
    }
    delivery.deliver(batch);
  }

  /**
   * Players some of whose entries of a time have left the grid, so that they could not be sent.
   *
   * @param fromMs epoch milliseconds
   */
  public long closedLedgers(long fromMs) {
    ScanQuery<Long, LedgerStart> scan = new ScanQuery<>(new ClosedSince(fromMs));
    long players = 0;
    try (var found = Caches.ledgerStarts(ignite).query(scan)) {
      for (var unused : found) {
        players++;
      }
    }
    return players;
  }

  /** Looks beside the data at when a ledger was closed. */
  private static final class ClosedSince implements IgniteBiPredicate<Long, LedgerStart> {
    private static final long serialVersionUID = 1L;

    private final long fromMs;

    ClosedSince(long fromMs) {
      this.fromMs = fromMs;
    }

    @Override
    public boolean apply(Long playerId, LedgerStart start) {
      return start.lastAtMs() >= fromMs;
    }
  }

  /** Entries whose messages Kafka has. */
  public long entries() {
    return entries;
  }

  /** Entries that no message can be made of. */
  public long unfit() {
    return unfit;
  }
}
