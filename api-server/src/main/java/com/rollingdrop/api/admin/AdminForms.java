package com.rollingdrop.api.admin;

import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.ReleaseWithdrawals;
import com.rollingdrop.compute.command.Reverse;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The forms of what only administrators do. The engine does not ask who sent a command, so these
 * stand where no controller of players can see them.
 */
final class AdminForms {
  private AdminForms() {}

  /** {@code transactionId}, {@code counterpartyId} where there was one, {@code reason}. */
  static Supplier<LedgerCommand> reverse(JsonFields fields, long playerId, UUID transactionId) {
    UUID target = Ids.uuid(fields, "transactionId");
    @Nullable Long counterpartyId =
        fields.has("counterpartyId") ? Long.valueOf(Ids.user(fields, "counterpartyId")) : null;
    String reason = text(fields, "reason", Reverse.REASON_MAX);
    return () -> new Reverse(playerId, transactionId, target, counterpartyId, reason);
  }

  /** {@code amountMinor}, {@code campaign}. */
  static Supplier<LedgerCommand> grantPromotion(
      JsonFields fields, long playerId, UUID transactionId) {
    long amountMinor = fields.integer("amountMinor", 1, Amounts.TRANSACTION_MAX_MINOR);
    String campaign = text(fields, "campaign", GrantPromotion.CAMPAIGN_MAX);
    return () -> new GrantPromotion(playerId, transactionId, amountMinor, campaign);
  }

  /** {@code freezeId}, {@code reason}. */
  static Supplier<LedgerCommand> releaseWithdrawals(
      JsonFields fields, long playerId, UUID transactionId) {
    UUID freezeId = Ids.uuid(fields, "freezeId");
    String reason = text(fields, "reason", FreezeWithdrawals.REASON_MAX);
    return () -> new ReleaseWithdrawals(playerId, transactionId, freezeId, reason);
  }

  private static String text(JsonFields fields, String name, int max) {
    String text = fields.text(name);
    if (text != null && (text.isBlank() || text.length() > max)) {
      fields.invalid(name, "must have 1 to " + max + " characters, and not only blanks");
    }
    return String.valueOf(text);
  }
}
