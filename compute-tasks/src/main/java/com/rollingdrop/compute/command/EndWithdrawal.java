package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;

/**
 * The second step of a withdrawal.
 *
 * @param withdrawalId the transaction that holds the money
 */
public record EndWithdrawal(long playerId, UUID transactionId, UUID withdrawalId, How how)
    implements LedgerCommand {

  /** How it ends. */
  public enum How {
    /** The money was paid out. */
    SETTLE,
    /** The money goes back to the wallet. */
    VOID,
    /** Its time is up; what happens then was said when it began. */
    EXPIRE
  }

  /** The end of a withdrawal whose time is up; the same one whoever notices it first. */
  static EndWithdrawal expired(PendingKey withdrawal) {
    return new EndWithdrawal(
        withdrawal.playerId(),
        Digests.uuid("expiry:" + withdrawal),
        withdrawal.transactionId(),
        How.EXPIRE);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("END_WITHDRAWAL\n" + withdrawalId + "\n" + how);
  }

  @Override
  public List<PendingKey> pending() {
    return List.of(new PendingKey(playerId, withdrawalId));
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    PendingKey key = new PendingKey(playerId, withdrawalId);
    Pending hold = state.pending(key);
    Wallet before = state.wallet(playerId);
    if (hold == null || hold.kind() != PendingKind.WITHDRAWAL || before == null) {
      return Decision.refused(
          Refusal.WITHDRAWAL_NOT_OPEN, "Withdrawal " + withdrawalId + " is not open.");
    }
    boolean timeIsUp = at.nowMs() >= hold.expiresAtMs();
    if (timeIsUp != (how == How.EXPIRE)) {
      return Decision.refused(
          Refusal.WITHDRAWAL_NOT_OPEN,
          "Withdrawal " + withdrawalId + (timeIsUp ? " has expired." : " has not expired yet."));
    }
    boolean paidOut = how == How.SETTLE || (how == How.EXPIRE && hold.settlesAtExpiry());
    LedgerEntry.Builder draft =
        LedgerEntry.of(
                paidOut ? TransactionKind.WITHDRAWAL_SETTLEMENT : TransactionKind.WITHDRAWAL_VOID,
                Account.ESCROW,
                paidOut ? Account.CASH_OUT : Account.PLAYER,
                hold.amountMinor())
            .reference(withdrawalId)
            .fingerprint(fingerprint());
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            draft,
            at.nowMs(),
            after -> Replies.withdrawalEnd(this, paidOut, hold, after));
    return new Decision.Builder()
        .booked(booking)
        .pending(key, hold.ended(end(paidOut)))
        .done(booking.entry().reply());
  }

  private PendingState end(boolean paidOut) {
    if (how == How.EXPIRE) {
      return PendingState.EXPIRED;
    }
    return paidOut ? PendingState.SETTLED : PendingState.VOIDED;
  }
}
