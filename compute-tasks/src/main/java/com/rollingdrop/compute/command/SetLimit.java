package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets, lowers, raises or removes one of the player's limits. A first or lower one holds at once,
 * and nothing follows it any more; a higher one, or none, follows after the operator's delay. To
 * ask again for no more than what is to follow does not begin the delay anew.
 *
 * @param amountMinor 0 … {@link Amounts#BALANCE_MAX_MINOR}, null for no limit
 */
public record SetLimit(
    long playerId,
    UUID transactionId,
    LimitKind kind,
    LimitWindow window,
    @Nullable Long amountMinor)
    implements LedgerCommand {

  public SetLimit {
    if (amountMinor != null && (amountMinor < 0 || amountMinor > Amounts.BALANCE_MAX_MINOR)) {
      throw new IllegalArgumentException("amountMinor out of range: " + amountMinor);
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("SET_LIMIT\n" + kind + "\n" + window + "\n" + amountMinor);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    Safeguards safeguards = Safeguards.of(before).at(at.nowMs());
    Limit limit = changed(safeguards.limit(kind, window), at);
    Safeguards after =
        limit == null ? safeguards : safeguards.with(limit, totals(safeguards, state, at));
    Booking booking =
        Booking.of(
            ledgerKey(),
            before.withSafeguards(after),
            LedgerEntry.of(TransactionKind.LIMIT_CHANGE, Account.PLAYER, Account.PLAYER, 0)
                .fingerprint(fingerprint()),
            at.nowMs(),
            moved -> SafeguardReplies.limit(this, limit, moved));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }

  /** The limit as it is to be, null when there is none and none is asked for. */
  private @Nullable Limit changed(@Nullable Limit old, Surroundings at) {
    if (amountMinor != null && (old == null || amountMinor <= old.amountMinor())) {
      return Limit.of(kind, window, amountMinor);
    }
    if (old == null) {
      return null;
    }
    boolean waits = old.hasNext() && isWithin(old.nextMinor());
    return old.followedBy(
        amountMinor, waits ? old.nextFromMs() : at.nowMs() + at.rules().limitRaiseDelayMs());
  }

  private boolean isWithin(@Nullable Long otherMinor) {
    return otherMinor == null || (amountMinor != null && amountMinor <= otherMinor);
  }

  private PlayTotals totals(Safeguards safeguards, State state, Surroundings at) {
    ZoneId zone = at.rules().limitsZone();
    PlayTotals totals = safeguards.totals();
    return totals == null
        ? PlayHistory.totals(state, playerId, zone, at.nowMs())
        : totals.inZone(zone);
  }
}
