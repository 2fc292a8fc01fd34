package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.FraudSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * More in a window of time than anybody has, or than this player usually has. The window slides by
 * fifths. A signal is given once a day and kind when
 *
 * <ul>
 *   <li>the player's commands in a window reach {@code velocity-commands-min}, or
 *   <li>what openings and purchases cost in it, promotional money included, reaches {@code
 *       velocity-spend-max-minor}, or
 *   <li>reaches {@code velocity-spend-min-minor} and {@code velocity-usual-factor} times the
 *       player's usual: the mean over earlier fifths with spending, once {@code
 *       velocity-usual-windows-min} windows of them are known.
 * </ul>
 */
final class Velocity implements Rule {
  private static final int VERSION = 1;

  /** What players do themselves; what others do to them does not count. */
  private static final Set<String> COMMANDS =
      Set.of(
          "DEPOSIT",
          "BOX_OPENING",
          "WITHDRAWAL_HOLD",
          "REDEMPTION",
          "TRANSFER_OUT",
          "LISTING",
          "DELISTING",
          "PURCHASE",
          "TRADE_OFFER");

  private static final Set<String> SPENDING = Set.of("BOX_OPENING", "PURCHASE");

  private final FraudSettings settings;
  private final long bucketMs;

  Velocity(FraudSettings settings) {
    this.settings = settings;
    this.bucketMs = settings.velocityWindowMinutes() * 60_000L / VelocityState.WINDOW;
  }

  @Override
  public List<Signal> follow(PlayerState player, TransactionEvent event, boolean isNext) {
    if (!COMMANDS.contains(event.kind())) {
      return List.of();
    }
    VelocityState state = player.velocity();
    long bucket = Math.floorDiv(event.timestampMs(), bucketMs);
    long spentMinor = SPENDING.contains(event.kind()) ? event.amountMinor() : 0;
    if (!state.add(bucket, spentMinor, event.transactionId())) {
      return List.of();
    }
    VelocityState.Sum most = state.most(bucket);
    List<Signal> signals = new ArrayList<>();
    if (most.commands() >= settings.velocityCommandsMin()
        && state.commandDays.isFirst(event.timestampMs())) {
      signals.add(
          signal(
              event,
              "commands",
              Severity.of(most.commands(), settings.velocityCommandsMin()),
              Map.of(
                  "commands", (long) most.commands(),
                  "commandsMin", (long) settings.velocityCommandsMin()),
              state));
    }
    long allowedMinor = allowedMinor(state);
    if (most.spentMinor() >= allowedMinor && state.spendDays.isFirst(event.timestampMs())) {
      signals.add(
          signal(
              event,
              "spend",
              Severity.of(most.spentMinor(), allowedMinor),
              Map.of(
                  "spentMinor", most.spentMinor(),
                  "thresholdMinor", allowedMinor,
                  "usualMinor", state.usualSpentMinor()),
              state));
    }
    return signals;
  }

  /** What may be spent in a window, minor units. */
  private long allowedMinor(VelocityState state) {
    long maxMinor = settings.velocitySpendMaxMinor();
    if (state.usualWindows() < settings.velocityUsualWindowsMin()) {
      return maxMinor;
    }
    long unusualMinor = settings.velocityUsualFactor() * state.usualSpentMinor();
    return Math.min(maxMinor, Math.max(unusualMinor, settings.velocitySpendMinMinor()));
  }

  private static Signal signal(
      TransactionEvent event,
      String what,
      Severity severity,
      Map<String, Long> figures,
      VelocityState state) {
    return Signal.of(
        FraudRule.VELOCITY,
        VERSION,
        severity,
        event,
        what + " on " + Days.of(event.timestampMs()),
        figures,
        state.latest(),
        List.of());
  }
}
