package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.WindowTotals;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds each ledger entry against the safeguards of the player in whose ledger it is to stand. It
 * sits in {@link Booking}, the only way to an entry, so it sees both sides of whatever is done
 * between two players and every command of a batch, and no command has to think of it.
 *
 * <p>Safeguards are handed in as they are at the entry's time.
 */
final class Gate {
  // Why is the operator's business, and the ledger has it.
  private static final Outcome.Refused FROZEN =
      new Outcome.Refused(
          Refusal.WITHDRAWALS_FROZEN, "The player's withdrawals are stopped and looked into.");

  private Gate() {}

  /** Why the entry must not be, null when it may. */
  static Outcome.@Nullable Refused objection(Safeguards safeguards, LedgerEntry entry) {
    if (isPlay(entry.kind())) {
      if (safeguards.untilMs(PauseKind.SELF_EXCLUSION) > 0) {
        return new Outcome.Refused(
            Refusal.PLAYER_EXCLUDED, sentence(safeguards, PauseKind.SELF_EXCLUSION));
      }
      if (safeguards.untilMs(PauseKind.COOL_OFF) > 0) {
        return new Outcome.Refused(Refusal.PLAYER_PAUSED, sentence(safeguards, PauseKind.COOL_OFF));
      }
    }
    if (entry.kind() == TransactionKind.WITHDRAWAL_HOLD && safeguards.freezeId() != null) {
      return FROZEN;
    }
    PlayTotals totals = safeguards.totals();
    return totals == null ? null : overLimit(safeguards, totals, entry);
  }

  /**
   * What a pause keeps a player from: putting money in, playing, dealing, being given things. What
   * brings money or items out, or ends what was begun, goes on.
   */
  static boolean isPlay(TransactionKind kind) {
    // No default branch: for a kind that is added it must be said here.
    return switch (kind) {
      case DEPOSIT, BOX_OPENING, PURCHASE, LISTING, TRADE_OFFER, TRADE, TRANSFER_IN, PROMOTION ->
          true;
      case WITHDRAWAL_HOLD,
          WITHDRAWAL_SETTLEMENT,
          WITHDRAWAL_VOID,
          REDEMPTION,
          SALE,
          TRANSFER_OUT,
          DELISTING,
          TRADE_END,
          REVERSAL,
          BATCH,
          LIMIT_CHANGE,
          PAUSE,
          IMPORT,
          FREEZE,
          RELEASE ->
          false;
    };
  }

  private static Outcome.@Nullable Refused overLimit(
      Safeguards safeguards, PlayTotals totals, LedgerEntry entry) {
    Movement movement = Movement.of(entry);
    if (movement.undone()) {
      return null;
    }
    for (Limit limit : safeguards.limits()) {
      long askedMinor =
          limit.kind() == LimitKind.DEPOSIT ? movement.depositedMinor() : movement.spentMinor();
      if (askedMinor > 0) {
        WindowTotals before = totals.of(limit.window());
        WindowTotals after = before.plus(movement.depositedMinor(), movement.spentMinor(), 0);
        if (after.usedMinor(limit.kind()) > limit.amountMinor()) {
          return reached(limit, before, askedMinor);
        }
      }
    }
    return null;
  }

  private static Outcome.Refused reached(Limit limit, WindowTotals window, long askedMinor) {
    return new Outcome.Refused(
        Refusal.LIMIT_REACHED,
        "The %s limit per %s is %d minor units, %d of it used, and this is %d more; the %s ends at %s."
            .formatted(
                word(limit.kind()),
                word(limit.window()),
                limit.amountMinor(),
                window.usedMinor(limit.kind()),
                askedMinor,
                word(limit.window()),
                Instant.ofEpochMilli(window.endMs())));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /** Which pause the player has, and until when. */
  static String sentence(Safeguards safeguards, PauseKind kind) {
    long untilMs = safeguards.untilMs(kind);
    return "The player has a %s %s."
        .formatted(
            word(kind).replace('_', '-'),
            untilMs == Safeguards.FOR_EVER ? "for ever" : "until " + Instant.ofEpochMilli(untilMs));
  }

  /** Instead of an objection of the other player's, whose safeguards are nobody else's business. */
  static Outcome.Refused ofOtherPlayer() {
    return new Outcome.Refused(
        Refusal.COUNTERPARTY_UNAVAILABLE, "The other player cannot take part now.");
  }

  /**
   * The safeguards after the entry, null for none.
   *
   * @param movedAtMs time of what the entry undoes, else its own
   */
  static @Nullable Safeguards counted(Safeguards safeguards, LedgerEntry entry, long movedAtMs) {
    PlayTotals totals = safeguards.totals();
    if (totals == null) {
      return safeguards.orNull();
    }
    return safeguards.withTotals(
        Movement.of(entry).countedIn(totals, entry.createdAtMs(), movedAtMs));
  }
}
