package com.rollingdrop.fraud;

import java.util.UUID;

/** What a signal may do to its player. */
@FunctionalInterface
public interface WithdrawalFreeze {
  /**
   * Stops the withdrawals of the signal's player. Called again with the same signal it has no
   * further effect, also after a release.
   *
   * @return the transaction that froze them
   * @throws RuntimeException when it is not known to be done; it is tried again
   */
  UUID freeze(Signal signal);
}
