package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;

/**
 * Stops the player's withdrawals until {@link ReleaseWithdrawals} names this transaction.
 * Withdrawals that are held already go on to their end: to settle one records what was paid
 * outside. Frozen once more, the later freeze takes the place of the earlier one, so that whoever
 * releases has seen it.
 *
 * <p>A repetition has no effect, so a reason that has frozen a player once never does again.
 *
 * @param transactionId derived from what it is frozen for
 * @param reason for people, 1 … {@link #REASON_MAX} characters
 */
public record FreezeWithdrawals(long playerId, UUID transactionId, String reason)
    implements LedgerCommand {
  /** Longest reason, characters. */
  public static final int REASON_MAX = 200;

  public FreezeWithdrawals {
    checkReason(reason);
  }

  static void checkReason(String reason) {
    if (reason.isBlank() || reason.length() > REASON_MAX) {
      throw new IllegalArgumentException("reason of " + reason.length() + " characters");
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("FREEZE_WITHDRAWALS\n" + reason);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    Safeguards safeguards = Safeguards.of(before).at(at.nowMs());
    Booking booking =
        Booking.of(
            ledgerKey(),
            before.withSafeguards(safeguards.withFreeze(transactionId)),
            LedgerEntry.of(TransactionKind.FREEZE, Account.PLAYER, Account.PLAYER, 0)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> SafeguardReplies.freeze(this, after));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }
}
