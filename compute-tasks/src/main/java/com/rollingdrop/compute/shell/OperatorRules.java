package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.grid.settings.Settings;
import java.time.Duration;

/** The rules as the operator has set them. */
public final class OperatorRules {
  private OperatorRules() {}

  public static Rules of(Settings settings) {
    Settings.Rules rules = settings.rules();
    return new Rules(
        rules.marketFeeBasisPoints(),
        Duration.ofHours(rules.limitRaiseDelayHours()).toMillis(),
        rules.limitsZone());
  }
}
