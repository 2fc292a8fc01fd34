package com.rollingdrop.benchmarks.load;

import java.util.UUID;

/** That a target does the work which is measured: nobody is fast by leaving something out. */
public final class Proof {
  private Proof() {}

  /**
   * Opens twice under one key: the first charges the wallet, the second changes nothing.
   *
   * @return how many openings it made
   * @throws IllegalStateException when the target does anything else
   */
  public static long onceOnly(Target target) throws Exception {
    long playerId = 1;
    UUID key = UUID.randomUUID();
    try (Caller caller = target.caller()) {
      long beforeMinor = target.balanceMinor(playerId);
      boolean first = caller.open(playerId, key);
      boolean second = caller.open(playerId, key);
      long chargedMinor = beforeMinor - target.balanceMinor(playerId);
      if (first || !second || chargedMinor != Work.BOX.priceMinor()) {
        throw new IllegalStateException(
            "opened twice under one key: repetition "
                + first
                + " and "
                + second
                + ", charged "
                + chargedMinor);
      }
    }
    return 1;
  }

  /**
   * Every acknowledged opening is in the journal, and no other.
   *
   * @throws IllegalStateException when the journal says anything else
   */
  public static void allWritten(Target target, long acknowledged) throws Exception {
    long written = target.openings();
    if (written != acknowledged) {
      throw new IllegalStateException(
          acknowledged + " openings were acknowledged, " + written + " are in the journal");
    }
  }
}
