package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Backoff;
import com.rollingdrop.persistence.events.ChangeReader;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.events.StoppedException;
import com.rollingdrop.persistence.events.TopicSource;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.events.WorkerThread;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorUnavailableException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.ignite.client.ClientException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what changed from the topic, some time behind, has it repaired, and commits the offsets
 * after that: a batch that was repaired may come again and finds nothing to do.
 *
 * <p>While Postgres or the grid is away it keeps the one batch it has and stays in its group. Runs
 * in one thread of its own.
 */
final class RepairWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepairWorker.class);

  private static final long RETRY_FIRST_MS = 250;
  private static final long RETRY_MAX_MS = 10_000;
  private static final long LOOK_EVERY_MS = 2_000;
  private static final int POLL_MS = 500;

  private final Settings settings;
  private final KafkaAccess access;
  private final MirrorRepair repair;
  private final MirrorStore store;
  private final GridRows grid;
  private final EventDelivery deadLetters;
  private final RepairProgress progress;
  private final InstantSource clock;
  private final StopSignal stop;
  private final ChangeReader reader = new ChangeReader();
  private final WorkerThread thread;

  RepairWorker(
      Settings settings,
      KafkaAccess access,
      MirrorStore store,
      GridRows grid,
      EventDelivery deadLetters,
      RepairProgress progress,
      InstantSource clock,
      StopSignal stop) {
    this.settings = settings;
    this.access = access;
    this.store = store;
    this.grid = grid;
    this.deadLetters = deadLetters;
    this.progress = progress;
    this.clock = clock;
    this.stop = stop;
    this.thread = new WorkerThread("mirror-repair", this::run, stop);
    this.repair = new MirrorRepair(store, grid, progress, settings.repair().rejectAttemptsMax());
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
        backoff.reset();
        consume();
      } catch (StoppedException e) {
        LOG.debug("stopped with a batch that is not committed; it comes again");
      } catch (KafkaException e) {
        progress.onKafka(false);
        LOG.warn("Kafka failed, the repair starts again: {}", e.toString());
      } catch (RuntimeException e) {
        progress.onBatchFailure();
        LOG.error("the repair failed and starts again", e);
      } finally {
        progress.onSettled();
      }
      stop.sleep(backoff.nextMs());
    }
  }

  private void consume() {
    int batchMax = settings.repair().batchMax();
    try (TopicSource source =
        new TopicSource(access, Topics.MIRROR_CHANGES, Groups.MIRROR_REPAIR, batchMax, POLL_MS)) {
      look(source, Map.of());
      long lookedAtNs = System.nanoTime();
      while (!stop.isRequested()) {
        RepairBatch batch = new RepairBatch(source.poll(), reader);
        if (!batch.isEmpty()) {
          handle(source, batch);
        }
        source.commit();
        if (System.nanoTime() - lookedAtNs > LOOK_EVERY_MS * 1_000_000) {
          look(source, Map.of());
          lookedAtNs = System.nanoTime();
        }
      }
    }
  }

  private void handle(TopicSource source, RepairBatch batch) {
    progress.onBatch(batch.oldestMs());
    if (!awaitDue(source, batch) || !repair(source, batch)) {
      LOG.info("partitions of a batch went to another repair, which gets it again");
    } else {
      if (!batch.letters().isEmpty()) {
        deadLetters.deliver(batch.letters());
        progress.onDeadLetters(batch.letters().size());
      }
      source.done(batch.offsets());
    }
    progress.onSettled();
  }

  /** Waits until the mirror has had its time with all of the batch; false when it must go. */
  private boolean awaitDue(TopicSource source, RepairBatch batch) {
    int delayMs = settings.repair().delayMs();
    // Against a clock that is ahead elsewhere, no longer than the delay from now.
    long dueMs = Math.min(batch.newestMs(), clock.millis()) + delayMs;
    for (long leftMs = dueMs - clock.millis(); leftMs > 0; leftMs = dueMs - clock.millis()) {
      if (!hold(source, batch, Math.min(leftMs, LOOK_EVERY_MS))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the batch is repaired; false when it must be given up. Tries as long as it takes. */
  private boolean repair(TopicSource source, RepairBatch batch) {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    while (true) {
      String reason;
      try {
        repair.repair(batch.rows());
        progress.onGrid(true);
        progress.onPostgres(true);
        return true;
      } catch (MirrorUnavailableException e) {
        progress.onPostgres(false);
        reason = e.getMessage();
      } catch (ClientException e) {
        progress.onGrid(false);
        grid.disconnect();
        reason = "the grid can't be asked: " + e;
      }
      progress.onBatchFailure();
      long waitMs = backoff.nextMs();
      LOG.warn("rows wait for their repair, next attempt in {} ms: {}", waitMs, reason);
      if (!hold(source, batch, waitMs)) {
        return false;
      }
    }
  }

  /** Waits with the batch in hand; false when one of its partitions is somebody else's now. */
  private boolean hold(TopicSource source, RepairBatch batch, long waitMs) {
    boolean held = source.hold(batch.offsets(), waitMs, stop);
    if (stop.isRequested()) {
      throw new StoppedException();
    }
    if (held) {
      look(source, batch.offsets().first());
    }
    return held;
  }

  private void look(TopicSource source, Map<TopicPartition, Long> inHand) {
    try {
      progress.onLag(source.lag(inHand));
    } catch (KafkaException e) {
      progress.onKafka(false);
      LOG.warn("Kafka does not tell how far the topic is: {}", e.toString());
    }
    try {
      store.ping();
      progress.onPostgres(true);
    } catch (MirrorUnavailableException e) {
      progress.onPostgres(false);
      LOG.warn("no repair now: {}", e.getMessage());
    }
    try {
      grid.ping();
      progress.onGrid(true);
    } catch (ClientException e) {
      progress.onGrid(false);
      grid.disconnect();
      LOG.warn("the grid does not answer: {}", e.toString());
    }
  }

  /** Stops after the batch at hand; one that can't be repaired now comes again. */
  @Override
  public void close() {
    thread.close();
  }
}
