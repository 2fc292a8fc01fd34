package com.rollingdrop.api.command;

import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.SetLimit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The forms of what a player sets for protection. A field that is missing never means the end of
 * one: that has to be said with null.
 */
public final class SafeguardForms {
  private SafeguardForms() {}

  /** {@code amountMinor}, null for no limit. */
  public static CommandForm limit(LimitKind kind, LimitWindow window) {
    return (fields, playerId, transactionId) -> {
      boolean none = fields.isNull("amountMinor");
      long amountMinor = none ? 0 : fields.integer("amountMinor", 0, Amounts.BALANCE_MAX_MINOR);
      return () -> new SetLimit(playerId, transactionId, kind, window, none ? null : amountMinor);
    };
  }

  /** {@code days}. */
  public static Supplier<LedgerCommand> coolOff(
      JsonFields fields, long playerId, UUID transactionId) {
    long days = fields.integer("days", Pause.COOL_OFF_MIN_DAYS, Pause.COOL_OFF_MAX_DAYS);
    return () -> new Pause(playerId, transactionId, PauseKind.COOL_OFF, (int) days);
  }

  /** {@code days}, null for ever. */
  public static Supplier<LedgerCommand> selfExclusion(
      JsonFields fields, long playerId, UUID transactionId) {
    boolean forEver = fields.isNull("days");
    long days =
        forEver ? 0 : fields.integer("days", Pause.EXCLUSION_MIN_DAYS, Pause.EXCLUSION_MAX_DAYS);
    return () ->
        new Pause(playerId, transactionId, PauseKind.SELF_EXCLUSION, forEver ? null : (int) days);
  }
}
