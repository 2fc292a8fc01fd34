package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the player away from play for a time. It can be prolonged, and nothing and nobody ends it
 * before its time.
 *
 * @param days of 24 hours from when it takes effect: {@link #COOL_OFF_MIN_DAYS} … {@link
 *     #COOL_OFF_MAX_DAYS} for a cool-off, {@link #EXCLUSION_MIN_DAYS} … {@link #EXCLUSION_MAX_DAYS}
 *     for a self-exclusion, or null for ever
 */
public record Pause(long playerId, UUID transactionId, PauseKind kind, @Nullable Integer days)
    implements LedgerCommand {
  public static final int COOL_OFF_MIN_DAYS = 1;

  /** Six weeks. */
  public static final int COOL_OFF_MAX_DAYS = 42;

  /** Six months, wherever they begin. */
  public static final int EXCLUSION_MIN_DAYS = 184;

  /** A hundred years; longer is for ever. */
  public static final int EXCLUSION_MAX_DAYS = 36_525;

  private static final long DAY_MS = 86_400_000;

  public Pause {
    boolean allowed =
        switch (kind) {
          case COOL_OFF -> days != null && days >= COOL_OFF_MIN_DAYS && days <= COOL_OFF_MAX_DAYS;
          case SELF_EXCLUSION ->
              days == null || (days >= EXCLUSION_MIN_DAYS && days <= EXCLUSION_MAX_DAYS);
        };
    if (!allowed) {
      throw new IllegalArgumentException("days out of range for a " + kind + ": " + days);
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("PAUSE\n" + kind + "\n" + days);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet before = at.walletOrNew(playerId, state.wallet(playerId));
    Safeguards safeguards = Safeguards.of(before).at(at.nowMs());
    long untilMs = days == null ? Safeguards.FOR_EVER : at.nowMs() + days * DAY_MS;
    if (untilMs < safeguards.untilMs(kind)) {
      return Decision.refused(Refusal.PAUSE_CANNOT_BE_SHORTENED, Gate.sentence(safeguards, kind));
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            before.withSafeguards(safeguards.withPause(kind, untilMs)),
            LedgerEntry.of(TransactionKind.PAUSE, Account.PLAYER, Account.PLAYER, 0)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> SafeguardReplies.pause(this, untilMs, after));
    return new Decision.Builder().booked(booking).done(booking.entry().reply());
  }
}
