package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;

/**
 * The first step of a withdrawal: the money is held until {@link EndWithdrawal} pays it out or
 * gives it back, or until its time is up.
 *
 * @param amountMinor 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
 * @param holdForMs {@link #HOLD_MIN_MS} … {@link #HOLD_MAX_MS}
 * @param settlesAtExpiry whether it is paid out when its time is up; else the money goes back
 */
public record Withdraw(
    long playerId, UUID transactionId, long amountMinor, long holdForMs, boolean settlesAtExpiry)
    implements LedgerCommand {
  /** Shortest time that money is held, one second. */
  public static final long HOLD_MIN_MS = 1_000;

  /** Longest time that money is held, 30 days. */
  public static final long HOLD_MAX_MS = 30L * 86_400_000;

  public Withdraw {
    Amounts.checkPositive(amountMinor);
    if (holdForMs < HOLD_MIN_MS || holdForMs > HOLD_MAX_MS) {
      throw new IllegalArgumentException("holdForMs out of range: " + holdForMs);
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("WITHDRAW\n" + amountMinor + "\n" + holdForMs + "\n" + settlesAtExpiry);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = state.wallet(playerId);
    long availableMinor = before == null ? 0 : before.availableMinor();
    if (before == null || availableMinor < amountMinor) {
      return Refusals.insufficientFunds("The withdrawal is of", amountMinor, availableMinor);
    }
    Pending hold =
        Pending.withdrawal(amountMinor, settlesAtExpiry, at.nowMs(), at.nowMs() + holdForMs);
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(
                    TransactionKind.WITHDRAWAL_HOLD, Account.PLAYER, Account.ESCROW, amountMinor)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> Replies.withdrawal(this, hold, after));
    return new Decision.Builder()
        .booked(booking)
        .pending(new PendingKey(playerId, transactionId), hold)
        .done(booking.entry().reply());
  }
}
