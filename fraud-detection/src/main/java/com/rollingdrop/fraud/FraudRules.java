package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * All rules. Each transaction counts once, whatever the order in which a player's last 256 arrive
 * and however often. Pure but for the odds, which never change once published. Not thread-safe.
 */
public final class FraudRules {
  private final List<Rule> rules;

  public FraudRules(FraudSettings settings, BoxOdds odds) {
    this.rules =
        List.of(
            new Velocity(settings),
            new Luck(settings, new LuckTables(odds)),
            new Cycling(settings),
            new Funnel(settings));
  }

  /**
   * What one event brought.
   *
   * @param isNew false when it was followed before, or comes too late to know
   */
  public record Followed(boolean isNew, List<Signal> signals) {}

  /** Takes an event into the state of its player. */
  public Followed follow(PlayerState state, TransactionEvent event) {
    boolean isNext = state.seen().isNext(event.sequence());
    if (!state.seen().add(event.sequence())) {
      return new Followed(false, List.of());
    }
    List<Signal> signals = new ArrayList<>();
    for (Rule rule : rules) {
      signals.addAll(rule.follow(state, event, isNext));
    }
    return new Followed(true, signals);
  }
}
