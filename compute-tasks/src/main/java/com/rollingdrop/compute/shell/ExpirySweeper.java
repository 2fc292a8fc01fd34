package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Expiry;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what is pending on this node when its time is up, soon after. It asks for nothing that the
 * command itself would not check, so two nodes that look at once do no harm. One thread of its own.
 */
public final class ExpirySweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExpirySweeper.class);
  private static final int BATCH_MAX = 128;

  private final Ignite ignite;
  private final CommandExecutor executor;
  private final InstantSource clock;
  private final Counter expired;
  private final ScheduledExecutorService thread;

  /**
   * @param registry gets {@code rollingdrop.pending.expired}
   */
  public ExpirySweeper(
      Ignite ignite, CommandExecutor executor, InstantSource clock, MeterRegistry registry) {
    this.ignite = ignite;
    this.executor = executor;
    this.clock = clock;
    this.expired = registry.counter("rollingdrop.pending.expired");
    this.thread = BackgroundThreads.named("expiry-sweeper", 1);
  }

  /** Looks every so often from now on, milliseconds. */
  public void start(long everyMs) {
    var unused =
        thread.scheduleWithFixedDelay(this::guarded, everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  // What throws would end the schedule.
  private void guarded() {
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("what has expired is looked for again", e);
    }
  }

  /** Ends what has expired by now, a batch at a time; goes on while that brings something. */
  void sweep() {
    long ended = 1;
    while (ended > 0) {
      List<Command> due = due();
      ended =
          due.isEmpty()
              ? 0
              : executor.execute(due).stream().filter(Outcome.Done.class::isInstance).count();
      expired.increment((double) ended);
    }
  }

  private List<Command> due() {
    // A local index query gives binary keys whatever it is asked for.
    IndexQuery<BinaryObject, BinaryObject> query =
        new IndexQuery<BinaryObject, BinaryObject>(
                Pending.class, CacheConfigurations.PENDING_BY_EXPIRY)
            .setCriteria(IndexQueryCriteriaBuilder.lte("expiresAtMs", clock.millis()))
            .setLimit(BATCH_MAX);
    query.setLocal(true);
    List<Command> due = new ArrayList<>();
    try (var found =
        Caches.pending(ignite).<BinaryObject, BinaryObject>withKeepBinary().query(query)) {
      for (Cache.Entry<BinaryObject, BinaryObject> entry : found) {
        PendingKey key = entry.getKey().deserialize();
        String kind = entry.getValue().field("kind");
        due.add(Expiry.of(key, PendingKind.valueOf(kind)));
      }
    }
    return due;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
