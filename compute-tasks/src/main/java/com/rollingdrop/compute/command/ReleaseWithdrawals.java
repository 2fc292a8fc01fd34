package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.Objects;
import java.util.UUID;

/**
 * Ends the stop on the player's withdrawals; an administrator's command. It names the freeze that
 * was looked into: when another one has come since, it is refused, and that one has to be looked
 * into as well.
 *
 * @param freezeId the transaction that froze them
 * @param reason for people, 1 … {@link FreezeWithdrawals#REASON_MAX} characters
 */
public record ReleaseWithdrawals(long playerId, UUID transactionId, UUID freezeId, String reason)
    implements LedgerCommand {

  public ReleaseWithdrawals {
    FreezeWithdrawals.checkReason(reason);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("RELEASE_WITHDRAWALS\n" + freezeId + "\n" + reason);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = state.wallet(playerId);
    UUID frozenBy = before == null ? null : Safeguards.of(before).freezeId();
    if (before == null || !Objects.equals(frozenBy, freezeId)) {
      return Decision.refused(
          Refusal.FREEZE_NOT_FOUND,
          frozenBy == null
              ? "The player's withdrawals are not frozen."
              : "The player's withdrawals are frozen by " + frozenBy + ".");
    }
    Safeguards safeguards = Safeguards.of(before).at(at.nowMs());
    Booking booking =
        Booking.of(
            ledgerKey(),
            before.withSafeguards(safeguards.withFreeze(null).orNull()),
            LedgerEntry.of(TransactionKind.RELEASE, Account.PLAYER, Account.PLAYER, 0)
                .reference(freezeId)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> SafeguardReplies.release(this, after));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }
}
