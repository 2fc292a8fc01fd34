package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Backoff;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.EventReader;
import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.events.StoppedException;
import com.rollingdrop.persistence.events.TopicSource;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.WorkerThread;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each transaction of the topic into ClickHouse once: poll, look which are there, insert the
 * others, commit the offsets.
 *
 * <p>Offsets are committed after the insert, so a batch that was stored may come again. ClickHouse
 * has no unique keys and merges duplicates away only some day; therefore the sink asks before each
 * insert which transactions the table holds. To look and then insert is free of races as long as
 * nobody else inserts the same transaction in between. Nobody does: a user's messages are in one
 * partition, repeated ones too since the key is the same, and within the group a partition has one
 * consumer. The exceptions are backed by ClickHouse itself: a repeated INSERT whose first reply was
 * lost has the same token; and a zombie, a sink that lost its partitions while its INSERT was on
 * the way, may write rows that its successor writes too, until ReplacingMergeTree merges them. (On
 * a replicated ClickHouse the look must reach the replica that took the last insert.)
 *
 * <p>While ClickHouse fails, the sink keeps the one batch it has and stays in its group; it holds
 * {@code sinks.batch-max} events at most. Runs in one thread of its own.
 */
final class TransactionEventSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionEventSink.class);

  private static final long RETRY_FIRST_MS = 250;
  private static final long RETRY_MAX_MS = 10_000;
  private static final long LOOK_EVERY_MS = 2_000;

  private final Settings settings;
  private final KafkaAccess access;
  private final TransactionEventTable table;
  private final EventDelivery deadLetters;
  private final SinkProgress progress;
  private final StopSignal stop;
  private final EventReader reader = new EventReader();
  private final WorkerThread thread;

  TransactionEventSink(
      Settings settings,
      KafkaAccess access,
      TransactionEventTable table,
      EventDelivery deadLetters,
      SinkProgress progress,
      StopSignal stop) {
    this.settings = settings;
    this.access = access;
    this.table = table;
    this.deadLetters = deadLetters;
    this.progress = progress;
    this.stop = stop;
    this.thread = new WorkerThread("clickhouse-sink", this::run, stop);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    while (!stop.isRequested()) {
      try {
        Topics.ensure(settings.kafka(), access);
        progress.onKafka(true);
        table.migrate();
        progress.onClickHouse(true);
        backoff.reset();
        consume();
      } catch (StoppedException e) {
        LOG.debug("stopped with a batch that is not committed; it comes again");
      } catch (KafkaException e) {
        progress.onKafka(false);
        LOG.warn("Kafka failed, the sink starts again: {}", e.toString());
      } catch (SQLException e) {
        progress.onClickHouse(false);
        LOG.warn("ClickHouse failed, the sink starts again: {}", e.toString());
      } catch (RuntimeException e) {
        progress.onClickHouse(false);
        LOG.error("the sink failed and starts again", e);
      } finally {
        table.close();
        progress.onSettled();
      }
      stop.sleep(backoff.nextMs());
    }
  }

  private TopicSource openSource() {
    Settings.Sinks sinks = settings.sinks();
    return new TopicSource(
        access,
        Topics.TRANSACTION_EVENTS,
        Groups.CLICKHOUSE_SINK,
        sinks.batchMax(),
        sinks.pollMs());
  }

  private void consume() {
    try (TopicSource source = openSource()) {
      long lookedAtNs = System.nanoTime();
      while (!stop.isRequested()) {
        Batch batch = new Batch(source.poll(), reader);
        if (!batch.offsets().first().isEmpty()) {
          handle(source, batch);
        }
        source.commit();
        if (System.nanoTime() - lookedAtNs > LOOK_EVERY_MS * 1_000_000) {
          look(source);
          lookedAtNs = System.nanoTime();
        }
      }
    }
  }

  private void handle(TopicSource source, Batch batch) {
    progress.onBatch(batch.oldestMs());
    if (!store(source, batch)) {
      LOG.info("partitions of a batch went to another sink, which gets it again");
    } else {
      if (!batch.letters().isEmpty()) {
        deadLetters.deliver(batch.letters());
        progress.onDeadLetters(batch.letters().size());
      }
      source.done(batch.offsets());
    }
    progress.onSettled();
  }

  /** Whether the batch is stored; false when it must be given up. Tries for as long as it takes. */
  private boolean store(TopicSource source, Batch batch) {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    while (true) {
      try {
        insertMissing(batch);
        return true;
      } catch (SQLException | RuntimeException e) {
        progress.onInsertFailure();
        table.close();
        long waitMs = backoff.nextMs();
        LOG.warn(
            "ClickHouse did not take {} rows, next attempt in {} ms: {}",
            batch.rows().size(),
            waitMs,
            e.toString());
        if (!source.hold(batch.offsets(), waitMs, stop)) {
          return false;
        }
        lookAtLag(source, batch.offsets().first());
      }
      if (stop.isRequested()) {
        throw new StoppedException();
      }
    }
  }

  private void insertMissing(Batch batch) throws SQLException {
    if (batch.rows().isEmpty()) {
      return;
    }
    Set<TransactionEvent.Id> present = table.present(batch.rows());
    List<TransactionRow> missing =
        batch.rows().stream().filter(row -> !present.contains(row.id())).toList();
    if (!missing.isEmpty()) {
      table.insert(missing, batch.token());
    }
    progress.onStored(missing.size(), present.size() + batch.repeated());
  }

  private void look(TopicSource source) {
    lookAtLag(source, Map.of());
    try {
      table.ping();
      progress.onClickHouse(true);
    } catch (SQLException | RuntimeException e) {
      progress.onClickHouse(false);
      table.close();
      LOG.warn("ClickHouse does not answer: {}", e.toString());
    }
  }

  private void lookAtLag(TopicSource source, Map<TopicPartition, Long> inHand) {
    try {
      progress.onLag(source.lag(inHand));
    } catch (KafkaException e) {
      progress.onKafka(false);
      LOG.warn("Kafka does not tell how far the topic is: {}", e.toString());
    }
  }

  /** Stops after the batch at hand; one that can't be stored now comes again. */
  @Override
  public void close() {
    thread.close();
  }
}
