package com.rollingdrop.fraud;

import com.rollingdrop.fraud.CyclingState.Move;
import com.rollingdrop.fraud.CyclingState.What;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.FraudSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Money that is paid in and taken out again with little play between, as when it is to look like
 * winnings. Deposits are unplayed until as much was spent on openings and purchases; a withdrawal
 * takes unplayed money only as far as nothing else is left in the wallet. A signal is given once a
 * day when, within the window,
 *
 * <ul>
 *   <li>{@code cycling-turns-min} withdrawals took {@code cycling-min-minor} of unplayed money
 *       together, and
 *   <li>no more than {@code cycling-played-percent-max} percent of as much was played.
 * </ul>
 *
 * A withdrawal counts when its money is held, and no longer when it is given back. Promotional
 * money is left out: it cannot be taken out.
 */
final class Cycling implements Rule {
  private static final int VERSION = 1;
  private static final long HOUR_MS = 3_600_000;

  private final FraudSettings settings;
  private final long windowMs;

  Cycling(FraudSettings settings) {
    this.settings = settings;
    this.windowMs = settings.cyclingWindowHours() * HOUR_MS;
  }

  @Override
  public List<Signal> follow(PlayerState player, TransactionEvent event, boolean isNext) {
    CyclingState state = player.cycling();
    switch (event.kind()) {
      case "DEPOSIT" -> state.add(move(event, What.IN), windowMs);
      case "WITHDRAWAL_HOLD" -> state.add(move(event, What.OUT), windowMs);
      case "BOX_OPENING", "PURCHASE" -> state.add(move(event, What.PLAYED), windowMs);
      case "WITHDRAWAL_VOID" -> {
        UUID withdrawalId = event.referenceId();
        if (withdrawalId != null) {
          state.takeBack(withdrawalId);
        }
        return List.of();
      }
      default -> {
        return List.of();
      }
    }
    return look(state, event);
  }

  private static Move move(TransactionEvent event, What what) {
    return new Move(
        event.sequence(),
        event.timestampMs(),
        what,
        event.amountMinor() - event.promoMinor(),
        event.balanceAfterMinor(),
        event.transactionId());
  }

  private List<Signal> look(CyclingState state, TransactionEvent event) {
    long unplayedMinor = 0;
    long playedMinor = 0;
    long cycledMinor = 0;
    List<UUID> turns = new ArrayList<>();
    for (Move move : state.moves()) {
      switch (move.what()) {
        case IN -> unplayedMinor += move.amountMinor();
        case PLAYED -> {
          playedMinor += move.amountMinor();
          unplayedMinor = Math.max(0, unplayedMinor - move.amountMinor());
        }
        case OUT -> {
          // Never more than there was, and what is left in the wallet stays unplayed.
          long beforeMinor = Math.min(unplayedMinor, move.balanceAfterMinor() + move.amountMinor());
          unplayedMinor = Math.min(beforeMinor, move.balanceAfterMinor());
          if (beforeMinor > unplayedMinor) {
            cycledMinor += beforeMinor - unplayedMinor;
            turns.add(move.transactionId());
          }
        }
      }
    }
    boolean found =
        cycledMinor >= settings.cyclingMinMinor()
            && turns.size() >= settings.cyclingTurnsMin()
            && playedMinor * 100 <= cycledMinor * settings.cyclingPlayedPercentMax();
    if (!found || !state.days.isFirst(event.timestampMs())) {
      return List.of();
    }
    return List.of(
        Signal.of(
            FraudRule.CYCLING,
            VERSION,
            Severity.of(cycledMinor, settings.cyclingMinMinor()),
            event,
            "until " + Days.of(event.timestampMs()),
            Map.of(
                "cycledMinor",
                cycledMinor,
                "cycledMinMinor",
                settings.cyclingMinMinor(),
                "playedMinor",
                playedMinor,
                "withdrawals",
                (long) turns.size()),
            turns,
            List.of()));
  }
}
