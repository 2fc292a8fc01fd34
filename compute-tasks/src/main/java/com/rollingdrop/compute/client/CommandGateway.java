package com.rollingdrop.compute.client;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.CommandCodec;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.shell.BackgroundThreads;
import com.rollingdrop.compute.shell.CommandBatchJob;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to the nodes that hold their players, one grid job per batch, and brings the
 * outcomes back.
 *
 * <p>A batch that fails on its way (its node died, the client lost the grid) is sent again to where
 * its players are now, a bounded number of times within the caller's deadline. That is safe: what
 * took effect already is found by its ledger key. Thread-safe.
 */
public final class CommandGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);
  private static final int TRIES_MAX = 8;
  private static final long BACKOFF_MS = 25;

  /** Ignite can hold a sender for seconds while it tries to reach a dead node; others go on. */
  private static final int RETRY_THREADS = 4;

  private final Ignite ignite;
  private final Settings.Gateway settings;
  private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();
  private final ScheduledExecutorService retries;
  private final DistributionSummary batchSize;
  private final Counter resent;
  private final Counter overloaded;

  public CommandGateway(Ignite ignite, Settings.Gateway settings, MeterRegistry registry) {
    this.ignite = ignite;
    this.settings = settings;
    this.retries = BackgroundThreads.named("gateway-retries", RETRY_THREADS);
    this.batchSize = DistributionSummary.builder("rollingdrop.gateway.batch").register(registry);
    this.resent = Counter.builder("rollingdrop.gateway.resent").register(registry);
    this.overloaded = Counter.builder("rollingdrop.gateway.overloaded").register(registry);
    Gauge.builder("rollingdrop.gateway.waiting", this, CommandGateway::waiting).register(registry);
  }

  /**
   * Sends a command.
   *
   * @return its outcome; completes exceptionally with {@link OverloadedException} or {@link
   *     GridUnavailableException} when it was certainly not carried out
   */
  public CompletableFuture<Outcome> submit(Command command) {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.timeoutMs());
    PendingCommand pending = new PendingCommand(command, deadlineNanos);
    pending
        .outcome()
        .completeOnTimeout(
            new Outcome.Unknown("no answer in time"), settings.timeoutMs(), TimeUnit.MILLISECONDS);
    route(pending);
    return pending.outcome();
  }

  private void route(PendingCommand pending) {
    Lane lane;
    try {
      lane = laneOf(pending.command().playerId());
    } catch (IgniteException | IllegalStateException e) {
      later(pending, e);
      return;
    }
    if (!lane.offer(pending)) {
      overloaded.increment();
      fail(pending, new OverloadedException());
    }
  }

  private Lane laneOf(long playerId) {
    ClusterNode node = ignite.<Long>affinity(CacheName.WALLETS.id()).mapKeyToNode(playerId);
    if (node == null) {
      throw new IllegalStateException("no node holds player " + playerId + " now");
    }
    Lane existing = lanes.get(node.id());
    if (existing != null) {
      return existing;
    }
    // A node that restarts comes back under a new id: forget the lanes of those that are gone.
    lanes
        .entrySet()
        .removeIf(e -> e.getValue().isIdle() && ignite.cluster().node(e.getKey()) == null);
    return lanes.computeIfAbsent(node.id(), id -> new Lane(settings, batch -> send(id, batch)));
  }

  private void send(UUID nodeId, List<PendingCommand> batch) {
    batchSize.record(batch.size());
    batch.forEach(PendingCommand::countTry);
    IgniteFuture<byte[]> reply;
    try {
      byte[] commands =
          CommandCodec.joinCommands(batch.stream().map(PendingCommand::encoded).toList());
      reply =
          ignite
              .compute(ignite.cluster().forNodeId(nodeId))
              .withNoFailover()
              .callAsync(new CommandBatchJob(commands));
    } catch (IgniteException | IllegalStateException e) {
      lost(nodeId, batch, e);
      return;
    }
    reply.listen(
        done -> {
          List<Outcome> outcomes;
          try {
            outcomes = CommandCodec.decodeOutcomes(done.get());
          } catch (RuntimeException e) {
            lost(nodeId, batch, e);
            return;
          }
          through(nodeId, batch);
          for (int i = 0; i < batch.size(); i++) {
            batch.get(i).outcome().complete(outcomes.get(i));
          }
        });
  }

  /** The batch brought no outcomes: its commands may or may not have taken effect. */
  private void lost(UUID nodeId, List<PendingCommand> batch, RuntimeException cause) {
    LOG.warn("a batch of {} to node {} was lost: {}", batch.size(), nodeId, cause.toString());
    for (PendingCommand pending : batch) {
      later(pending, cause);
    }
    through(nodeId, batch);
  }

  private void through(UUID nodeId, List<PendingCommand> batch) {
    Lane lane = lanes.get(nodeId);
    if (lane != null) {
      lane.arrived(batch);
    }
  }

  private void later(PendingCommand pending, RuntimeException cause) {
    long leftNanos = pending.deadlineNanos() - System.nanoTime();
    boolean sent = pending.tries() > 0;
    if (leftNanos <= 0
        || pending.tries() >= TRIES_MAX
        || (sent && !pending.command().repeatable())) {
      fail(pending, new GridUnavailableException("the grid cannot be reached", cause));
      return;
    }
    resent.increment();
    long delayMs = BACKOFF_MS << Math.min(pending.tries(), 4);
    try {
      var unused = retries.schedule(() -> route(pending), delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      fail(pending, new GridUnavailableException("the grid cannot be reached", cause));
    }
  }

  private static void fail(PendingCommand pending, RuntimeException failure) {
    // A command that was sent before may have taken effect: then its outcome is unknown.
    if (pending.tries() > 0) {
      pending.outcome().complete(new Outcome.Unknown(failure.toString()));
    } else {
      pending.outcome().completeExceptionally(failure);
    }
  }

  private double waiting() {
    return lanes.values().stream().mapToInt(Lane::waiting).sum();
  }

  /** Stops sending again what is lost; commands under way still get their outcomes. */
  @Override
  public void close() {
    retries.shutdownNow();
  }
}
