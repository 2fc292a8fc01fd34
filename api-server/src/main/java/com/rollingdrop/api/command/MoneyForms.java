package com.rollingdrop.api.command;

import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.settings.Settings;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** The forms of what a player does with money. */
public final class MoneyForms {
  private MoneyForms() {}

  /** {@code amountMinor}. */
  public static Supplier<LedgerCommand> deposit(
      JsonFields fields, long playerId, UUID transactionId) {
    long amountMinor = fields.integer("amountMinor", 1, Amounts.TRANSACTION_MAX_MINOR);
    return () -> new Deposit(playerId, transactionId, amountMinor);
  }

  /** {@code boxId}, {@code count}. */
  public static Supplier<LedgerCommand> openBox(
      JsonFields fields, long playerId, UUID transactionId) {
    String boxId = fields.text("boxId");
    if (boxId != null && !BoxDefinition.isId(boxId)) {
      fields.invalid("boxId", BoxDefinition.ID_RULE);
    }
    long count = fields.integer("count", 1, OpenBox.COUNT_MAX);
    return () -> new OpenBox(playerId, transactionId, String.valueOf(boxId), (int) count);
  }

  /**
   * {@code amountMinor}. How long the money is held is the operator's word and not the player's,
   * and it goes back when nobody paid it out by then.
   */
  public static CommandForm withdraw(Settings settings) {
    long holdForMs = Duration.ofHours(settings.api().withdrawalHoldHours()).toMillis();
    return (fields, playerId, transactionId) -> {
      long amountMinor = fields.integer("amountMinor", 1, Amounts.TRANSACTION_MAX_MINOR);
      return () -> new Withdraw(playerId, transactionId, amountMinor, holdForMs, false);
    };
  }

  /** {@code withdrawalId}: the player's own, and only back into the wallet. */
  public static Supplier<LedgerCommand> cancelWithdrawal(
      JsonFields fields, long playerId, UUID transactionId) {
    return endWithdrawal(fields, playerId, transactionId, EndWithdrawal.How.VOID);
  }

  /** {@code withdrawalId}: the money was paid out. Not for players. */
  public static Supplier<LedgerCommand> settleWithdrawal(
      JsonFields fields, long playerId, UUID transactionId) {
    return endWithdrawal(fields, playerId, transactionId, EndWithdrawal.How.SETTLE);
  }

  private static Supplier<LedgerCommand> endWithdrawal(
      JsonFields fields, long playerId, UUID transactionId, EndWithdrawal.How how) {
    UUID withdrawalId = Ids.uuid(fields, "withdrawalId");
    return () -> new EndWithdrawal(playerId, transactionId, withdrawalId, how);
  }
}
