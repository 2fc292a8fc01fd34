package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.SetLimit;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which ledger entry belongs to which command. A new command needs its case here. */
final class ExpectedEntries {
  private ExpectedEntries() {}

  /** Whether the entry in the asker's ledger is what the command asks for. */
  static boolean asks(LedgerCommand command, LedgerEntry entry) {
    if (command instanceof Deposit deposit) {
      return is(entry, TransactionKind.DEPOSIT) && entry.amountMinor() == deposit.amountMinor();
    }
    if (command instanceof OpenBox opening) {
      return is(entry, TransactionKind.BOX_OPENING)
          && opening.boxId().equals(entry.boxId())
          && entry.itemsIn().size() == opening.count();
    }
    if (command instanceof Withdraw withdrawal) {
      return is(entry, TransactionKind.WITHDRAWAL_HOLD)
          && entry.amountMinor() == withdrawal.amountMinor();
    }
    if (command instanceof EndWithdrawal end) {
      boolean kind =
          switch (end.how()) {
            case SETTLE -> is(entry, TransactionKind.WITHDRAWAL_SETTLEMENT);
            case VOID -> is(entry, TransactionKind.WITHDRAWAL_VOID);
            case EXPIRE -> true;
          };
      return kind && end.withdrawalId().equals(entry.referenceId());
    }
    if (command instanceof Redeem redemption) {
      return is(entry, TransactionKind.REDEMPTION)
          && entry.itemsOut().equals(List.of(redemption.itemId()));
    }
    if (command instanceof TransferItem transfer) {
      return is(entry, TransactionKind.TRANSFER_OUT)
          && entry.itemsOut().equals(List.of(transfer.itemId()))
          && Objects.equals(entry.counterpartyId(), transfer.recipientId());
    }
    if (command instanceof GrantPromotion grant) {
      return is(entry, TransactionKind.PROMOTION) && entry.amountMinor() == grant.amountMinor();
    }
    if (command instanceof SetLimit limit) {
      return is(entry, TransactionKind.LIMIT_CHANGE)
          && tells(entry, "limit", limit.kind().name())
          && tells(entry, "window", limit.window().name());
    }
    if (command instanceof Pause pause) {
      return is(entry, TransactionKind.PAUSE) && tells(entry, "pause", pause.kind().name());
    }
    throw new IllegalArgumentException("the model knows no " + command.getClass());
  }

  /** Whether no player asked for it: the end of a withdrawal whose time was up. */
  static boolean isMadeByTheGrid(LedgerKey key, LedgerEntry entry) {
    return isExpiry(key, entry.referenceId());
  }

  static boolean isExpiry(LedgerKey key, @Nullable UUID withdrawal) {
    return withdrawal != null
        && key.transactionId()
            .equals(Hashes.derivedId("expiry:" + key.playerId() + "/" + withdrawal));
  }

  /** Where the entry of the player stands who asked for this one. */
  static LedgerKey askedUnder(LedgerKey key, LedgerEntry entry) {
    Long counterparty = entry.counterpartyId();
    return is(entry, TransactionKind.TRANSFER_IN) && counterparty != null
        ? new LedgerKey(counterparty, key.transactionId())
        : key;
  }

  private static boolean tells(LedgerEntry entry, String field, String value) {
    return Json.of(new String(entry.reply(), StandardCharsets.UTF_8)).text(field).equals(value);
  }

  private static boolean is(LedgerEntry entry, TransactionKind kind) {
    return entry.kind() == kind;
  }
}
