package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.TallyCodec;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * Audits some partitions, on the node that holds them for choice; when they move meanwhile, its
 * reads follow them.
 */
public final class AuditJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;

  private final int[] partitions;
  private final boolean chain;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param partitions of the players' caches
   * @param chain whether the hashes are computed again
   */
  public AuditJob(int[] partitions, boolean chain) {
    this.partitions = partitions.clone();
    this.chain = chain;
  }

  /** The tally of all their players, encoded by {@link TallyCodec}. */
  @Override
  public byte[] call() {
    AuditTally tally = new AuditTally();
    PartitionAuditor auditor = new PartitionAuditor(ignite);
    for (int partition : partitions) {
      auditor.audit(
          partition,
          chain,
          player -> {
            tally.add(player);
            return true;
          });
    }
    return TallyCodec.encode(tally);
  }
}
