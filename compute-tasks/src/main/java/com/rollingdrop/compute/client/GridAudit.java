package com.rollingdrop.compute.client;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.TallyCodec;
import com.rollingdrop.compute.shell.AuditJob;
import com.rollingdrop.compute.shell.ItemOwnership;
import com.rollingdrop.compute.shell.PlayerAuditor;
import com.rollingdrop.compute.shell.StockAuditor;
import com.rollingdrop.grid.ignite.Partitions;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;

/**
 * Audits the whole grid at once, while it serves: every player beside the data, then every item's
 * owner, then every limited box, then the sums over all accounts. Thread-safe.
 */
public final class GridAudit {
  private final Ignite ignite;

  public GridAudit(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * Audits everything.
   *
   * @param chain whether the ledgers' hashes are computed again
   * @param progress is told what has been seen so far
   * @throws IgniteException when a part of the grid could not be read
   */
  public AuditTally all(boolean chain, Consumer<AuditTally> progress) {
    AuditTally tally = new AuditTally();
    new Partitions(ignite)
        .forAll(
            some -> new AuditJob(some, chain),
            seen -> {
              tally.add(TallyCodec.decode(seen));
              progress.accept(tally);
            });
    new ItemOwnership(ignite).audit(tally);
    new StockAuditor(ignite).audit(tally);
    tally.closeBooks();
    return tally;
  }

  /** Audits one player; sees nothing of what others have, as an item that is there twice. */
  public AuditTally player(long playerId, boolean chain) {
    return new PlayerAuditor(ignite).audit(playerId, chain);
  }
}
