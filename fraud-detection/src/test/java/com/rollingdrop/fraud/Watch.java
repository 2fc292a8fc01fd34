package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules over one player's events, with what they found. State is read anew for each event. */
final class Watch {
  private final FraudRules rules;
  private final List<Signal> signals = new ArrayList<>();
  private byte[] state = new PlayerState().write();

  /**
   * @param settings names and values of some, by turns, as VELOCITY_COMMANDS_MIN
   */
  Watch(BoxOdds odds, Object... settings) {
    Map<String, String> environment = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put("ROLLINGDROP_FRAUD_" + settings[i], settings[i + 1].toString());
    }
    rules = new FraudRules(SettingsLoader.load(environment).fraud(), odds);
  }

  /** Nobody opens boxes of known odds. */
  Watch(Object... settings) {
    this((box, version) -> null, settings);
  }

  Watch see(TransactionEvent... events) {
    for (TransactionEvent event : events) {
      PlayerState player = PlayerState.read(state);
      signals.addAll(rules.follow(player, event).signals());
      state = player.write();
    }
    return this;
  }

  List<Signal> signals() {
    return signals;
  }

  List<Signal> signals(FraudRule rule) {
    return signals.stream().filter(signal -> signal.rule() == rule).toList();
  }
}
