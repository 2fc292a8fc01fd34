package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Backoff;
import com.rollingdrop.persistence.events.BatchOffsets;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.events.TopicSource;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.events.WorkerThread;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.postgres.Migrations;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each signal of the topic into the table once, and freezes its player's withdrawals where
 * the settings say so: insert, freeze, commit the offsets. All of it may be done again without
 * further effect, so a kill between any two steps loses nothing. While Postgres or the grid fails
 * it keeps the batch that it has and stays in its group. One thread of its own.
 */
final class SignalSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignalSink.class);

  private static final int BATCH_MAX = 100;
  private static final int POLL_MS = 500;
  private static final long RETRY_FIRST_MS = 250;
  private static final long RETRY_MAX_MS = 10_000;
  private static final long LOOK_EVERY_MS = 5_000;

  private final Settings settings;
  private final KafkaAccess access;
  private final DataSource dataSource;
  private final SignalTable table;
  private final @Nullable WithdrawalFreeze freeze;
  private final Set<FraudRule> freezing;
  private final FraudProgress progress;
  private final StopSignal stop;
  private final Runnable whenReady;
  private final SignalMessages messages = new SignalMessages();
  private final WorkerThread thread;

  /**
   * @param freeze null to freeze nobody
   * @param whenReady run once, when the topics are there
   */
  SignalSink(
      Settings settings,
      KafkaAccess access,
      DataSource dataSource,
      @Nullable WithdrawalFreeze freeze,
      FraudProgress progress,
      StopSignal stop,
      Runnable whenReady) {
    this.settings = settings;
    this.access = access;
    this.dataSource = dataSource;
    this.table = new SignalTable(dataSource);
    this.freeze = freeze;
    this.freezing = Set.copyOf(settings.fraud().freezeRules());
    this.progress = progress;
    this.stop = stop;
    this.thread = new WorkerThread("fraud-signal-sink", this::run, stop);
    this.whenReady = whenReady;
  }

  void start() {
    thread.start();
  }

  private void run() {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    boolean ready = false;
    while (!stop.isRequested()) {
      try {
        Topics.ensureForFraud(settings.kafka(), access);
        if (!ready) {
          whenReady.run();
          ready = true;
        }
        Migrations.apply(dataSource);
        progress.onSink(true);
        backoff.reset();
        consume();
      } catch (KafkaException | FlywayException e) {
        failed();
        LOG.warn("signals can't be stored yet: {}", e.toString());
      } catch (RuntimeException e) {
        failed();
        LOG.error("the sink of the signals failed and starts again", e);
      }
      stop.sleep(backoff.nextMs());
    }
  }

  private void failed() {
    progress.onSink(false);
    progress.onFailure();
  }

  private void consume() {
    try (TopicSource source =
        new TopicSource(
            access, Topics.FRAUD_SIGNALS, Groups.FRAUD_SIGNAL_SINK, BATCH_MAX, POLL_MS)) {
      long lookedAtNs = System.nanoTime();
      while (!stop.isRequested()) {
        ConsumerRecords<byte[], byte[]> polled = source.poll();
        BatchOffsets offsets = BatchOffsets.of(polled);
        if (polled.isEmpty() || store(source, polled, offsets)) {
          source.done(offsets);
        }
        source.commit();
        if (System.nanoTime() - lookedAtNs > LOOK_EVERY_MS * 1_000_000) {
          lookedAtNs = System.nanoTime();
          look();
        }
      }
    }
  }

  private void look() {
    try {
      table.ping();
      progress.onSink(true);
    } catch (SQLException | RuntimeException e) {
      progress.onSink(false);
      LOG.warn("Postgres does not answer: {}", e.toString());
    }
  }

  /** Whether all are stored; false when they come again, here or elsewhere. */
  private boolean store(
      TopicSource source, Iterable<ConsumerRecord<byte[], byte[]>> batch, BatchOffsets offsets) {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    while (true) {
      try {
        for (ConsumerRecord<byte[], byte[]> message : batch) {
          store(message);
        }
        progress.onSink(true);
        return true;
      } catch (SQLException | RuntimeException e) {
        failed();
        long waitMs = backoff.nextMs();
        LOG.warn("a signal was not stored, next attempt in {} ms: {}", waitMs, e.toString());
        if (!source.hold(offsets, waitMs, stop) || stop.isRequested()) {
          return false;
        }
      }
    }
  }

  private void store(ConsumerRecord<byte[], byte[]> message) throws SQLException {
    Signal signal;
    try {
      signal = messages.read(message.headers(), message.value());
    } catch (EventFormatException e) {
      // Nobody but the detection writes here; the message stays on the topic for whoever looks.
      progress.onUnreadable();
      LOG.error("{}-{}@{} is no signal", message.topic(), message.partition(), message.offset(), e);
      return;
    }
    if (table.insert(signal)) {
      progress.onSignal(signal.rule());
      LOG.warn(
          "signal {}: {} {} of player {}, {}, {}",
          signal.id(),
          signal.severity(),
          signal.rule(),
          signal.playerId(),
          signal.subject(),
          signal.figures());
    }
    if (freeze != null && freezing.contains(signal.rule())) {
      UUID freezeId = freeze.freeze(signal);
      table.setFreeze(signal.id(), freezeId);
      progress.onFreeze();
    }
  }

  /** Stops after the batch at hand; one that can't be stored now comes again. */
  @Override
  public void close() {
    thread.close();
  }
}
