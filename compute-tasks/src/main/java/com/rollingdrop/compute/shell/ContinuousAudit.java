package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the partitions of which this node is the primary and audits their players, hash chains
 * included, slowly enough not to be felt. Rounds begin at least {@link #ROUND_MIN_MS} apart. The
 * oldest node also looks, after each of its rounds, whether every item of the grid has one owner
 * and every limited box all its stock.
 *
 * <p>The sums over all accounts need no look of their own here: they agree when each player's do
 * and nothing stands outside a player's books. One thread of its own, which is never interrupted,
 * for that would close the files it reads.
 */
public final class ContinuousAudit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContinuousAudit.class);
  private static final long ROUND_MIN_MS = 60_000;

  /** A player with a long ledger takes the time of several. */
  private static final long ENTRIES_PER_PLAYER = 50;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Ignite ignite;
  private final InstantSource clock;
  private final int playersPerSecond;
  private final Counter players;
  private final Counter findings;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile long lastRoundMs;

  /**
   * @param playersPerSecond how many are audited in a second, where one more is counted for every
   *     50 ledger entries; 0 for none
   * @param registry gets {@code rollingdrop.audit.players}, {@code rollingdrop.audit.findings} and
   *     {@code rollingdrop.audit.round.seconds}
   */
  public ContinuousAudit(
      Ignite ignite, int playersPerSecond, InstantSource clock, MeterRegistry registry) {
    this.ignite = ignite;
    this.clock = clock;
    this.playersPerSecond = playersPerSecond;
    this.lastRoundMs = clock.millis();
    this.players =
        Counter.builder("rollingdrop.audit.players")
            .description("players audited")
            .register(registry);
    this.findings =
        Counter.builder("rollingdrop.audit.findings")
            .description("faults found in the books; the same one again in each round")
            .register(registry);
    Gauge.builder("rollingdrop.audit.round.seconds", this, ContinuousAudit::roundAgeSeconds)
        .description("since the last full round ended, or since the start")
        .register(registry);
  }

  private double roundAgeSeconds() {
    return (clock.millis() - lastRoundMs) / 1_000.0;
  }

  /** Goes round from now on, unless it is switched off. */
  public void start() {
    if (playersPerSecond > 0) {
      Thread thread = new Thread(this::run, "continuous-audit");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    while (!isClosed()) {
      long beganMs = clock.millis();
      try {
        round();
      } catch (RuntimeException e) {
        if (!isClosed()) {
          LOG.warn("the audit could not end its round and begins a new one", e);
        }
      }
      sleepNanos(TimeUnit.MILLISECONDS.toNanos(beganMs + ROUND_MIN_MS - clock.millis()));
    }
  }

  /** One round over the partitions of this node. */
  void round() {
    PartitionAuditor auditor = new PartitionAuditor(ignite);
    ClusterNode self = ignite.cluster().localNode();
    for (int partition : ignite.<Long>affinity(CacheName.WALLETS.id()).primaryPartitions(self)) {
      auditor.audit(partition, true, this::audited);
      if (isClosed()) {
        return;
      }
    }
    if (self.equals(ignite.cluster().forServers().forOldest().node())) {
      AuditTally whole = new AuditTally();
      new ItemOwnership(ignite).audit(whole);
      new StockAuditor(ignite).audit(whole);
      tell(whole);
    }
    lastRoundMs = clock.millis();
  }

  private boolean audited(AuditTally player) {
    players.increment();
    tell(player);
    long weight = 1 + player.entries() / ENTRIES_PER_PLAYER;
    sleepNanos((long) (NANOS_PER_SECOND * weight / playersPerSecond));
    return !isClosed();
  }

  private void tell(AuditTally tally) {
    if (!tally.isClean()) {
      findings.increment((double) tally.findingCount());
      for (Finding finding : tally.findings()) {
        LOG.error("audit finding, see docs/runbooks/audit-finding.md: {}", finding);
      }
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void sleepNanos(long nanos) {
    try {
      var unused = closed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      close();
    }
  }

  /** Ends after the player that is being audited. */
  @Override
  public void close() {
    closed.countDown();
  }
}
