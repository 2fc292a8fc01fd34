package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money comes in from outside.
 *
 * @param amountMinor 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
 */
public record Deposit(long playerId, UUID transactionId, long amountMinor)
    implements LedgerCommand {

  public Deposit {
    if (amountMinor < 1 || amountMinor > Amounts.TRANSACTION_MAX_MINOR) {
      throw new IllegalArgumentException("amountMinor out of range: " + amountMinor);
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("DEPOSIT\n" + amountMinor);
  }

  @Override
  public Decision decide(@Nullable Wallet existing, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, existing);
    long balanceMinor = before.availableMinor() + amountMinor;
    if (balanceMinor > Amounts.BALANCE_MAX_MINOR) {
      return Decision.refused(
          Refusal.BALANCE_LIMIT_EXCEEDED,
          "A wallet holds at most " + Amounts.BALANCE_MAX_MINOR + " minor units.");
    }
    Wallet after = before.afterEntry(balanceMinor, before.nonce(), at.nowMs());
    LedgerEntry entry =
        new LedgerEntry(
            after.sequence(),
            TransactionKind.DEPOSIT,
            Account.CASH_IN,
            Account.PLAYER,
            amountMinor,
            balanceMinor,
            at.nowMs(),
            null,
            fingerprint(),
            Replies.deposit(this, after));
    return Decision.entered(after, Map.of(), entry);
  }
}
