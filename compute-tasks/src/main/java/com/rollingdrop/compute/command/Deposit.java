package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;

/**
 * Money comes in from outside.
 *
 * @param amountMinor 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
 */
public record Deposit(long playerId, UUID transactionId, long amountMinor)
    implements LedgerCommand {

  public Deposit {
    Amounts.checkPositive(amountMinor);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("DEPOSIT\n" + amountMinor);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    if (before.availableMinor() + amountMinor > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, amountMinor)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> Replies.deposit(this, after));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }
}
