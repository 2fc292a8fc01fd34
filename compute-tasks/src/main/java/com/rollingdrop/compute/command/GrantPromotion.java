package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;

/**
 * Gives a player promotional money, for an administrator or a partner: it can be spent on boxes and
 * not withdrawn. {@link Reverse} takes it back, as long as the player still has as much of it.
 *
 * @param amountMinor 1 … {@link Amounts#TRANSACTION_MAX_MINOR}
 * @param campaign what it is given for, for the player to read, 1 … {@link #CAMPAIGN_MAX}
 *     characters
 */
public record GrantPromotion(long playerId, UUID transactionId, long amountMinor, String campaign)
    implements LedgerCommand {
  /** Longest name of a campaign. */
  public static final int CAMPAIGN_MAX = 100;

  public GrantPromotion {
    Amounts.checkPositive(amountMinor);
    if (campaign.isBlank() || campaign.length() > CAMPAIGN_MAX) {
      throw new IllegalArgumentException("campaign of " + campaign.length() + " characters");
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("GRANT_PROMOTION\n" + amountMinor + "\n" + campaign);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    if (before.promoMinor() + amountMinor > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(TransactionKind.PROMOTION, Account.PROMO, Account.PLAYER, amountMinor)
                .promo(amountMinor)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> Replies.promotion(this, after));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }
}
