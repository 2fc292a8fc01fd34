package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.ignite.CacheName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes round the partitions of which this node is the primary and audits their players, hash chains
 * included, slowly enough not to be felt. Rounds begin at least {@link #ROUND_MIN_MS} apart. The
 * oldest node also looks, after each of its rounds, whether every limited box has all its stock and
 * every item of the grid one owner: as slowly, and a bucket of them in each round.
 *
 * <p>The sums over all accounts need no look of their own here: they agree when each player's do
 * and nothing stands outside a player's books.
 */
public final class ContinuousAudit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContinuousAudit.class);
  private static final long ROUND_MIN_MS = 60_000;

  private final Ignite ignite;
  private final int playersPerSecond;
  private final SlowRounds rounds;
  private final ItemOwnership ownership;
  private final Counter players;
  private final Counter findings;
  private long turn;

  /**
   * @param playersPerSecond how many are audited in a second, where one more is counted for every
   *     50 ledger entries; 0 for none
   * @param registry gets {@code rollingdrop.audit.players}, {@code rollingdrop.audit.findings} and
   *     {@code rollingdrop.audit.round.seconds}
   */
  public ContinuousAudit(
      Ignite ignite, int playersPerSecond, InstantSource clock, MeterRegistry registry) {
    this.ignite = ignite;
    this.playersPerSecond = playersPerSecond;
    this.rounds = new SlowRounds("continuous-audit", ROUND_MIN_MS, playersPerSecond, clock);
    this.ownership = new ItemOwnership(ignite);
    this.players =
        Counter.builder("rollingdrop.audit.players")
            .description("players audited")
            .register(registry);
    this.findings =
        Counter.builder("rollingdrop.audit.findings")
            .description("faults found in the books; the same one again in each round")
            .register(registry);
    Gauge.builder("rollingdrop.audit.round.seconds", rounds, SlowRounds::ageSeconds)
        .description("since the last full round ended, or since the start")
        .register(registry);
  }

  /** Goes round from now on, unless it is switched off. */
  public void start() {
    if (playersPerSecond > 0) {
      rounds.start(this::round);
    }
  }

  /** One round over the partitions of this node. */
  void round() {
    PartitionAuditor auditor = new PartitionAuditor(ignite);
    ClusterNode self = ignite.cluster().localNode();
    for (int partition : ignite.<Long>affinity(CacheName.WALLETS.id()).primaryPartitions(self)) {
      auditor.audit(partition, true, this::audited);
      if (rounds.isClosed()) {
        return;
      }
    }
    if (self.equals(ignite.cluster().forServers().forOldest().node())) {
      AuditTally whole = new AuditTally();
      new StockAuditor(ignite).audit(whole);
      ownership.auditNext(turn++, whole, rounds::giveWay);
      tell(whole);
    }
    rounds.ended();
  }

  private boolean audited(AuditTally player) {
    players.increment();
    tell(player);
    rounds.giveWay(player.entries());
    return !rounds.isClosed();
  }

  private void tell(AuditTally tally) {
    if (!tally.isClean()) {
      findings.increment((double) tally.findingCount());
      for (Finding finding : tally.findings()) {
        LOG.error("audit finding, see docs/runbooks/audit-finding.md: {}", finding);
      }
    }
  }

  /** Ends after the player that is being audited. */
  @Override
  public void close() {
    rounds.close();
  }
}
