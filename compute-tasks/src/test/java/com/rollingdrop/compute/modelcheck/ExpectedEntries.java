package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.CancelListing;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.Import;
import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.ReleaseWithdrawals;
import com.rollingdrop.compute.command.Reverse;
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
      return asksEnd(end, entry);
    }
    if (command instanceof Redeem redemption) {
      return is(entry, TransactionKind.REDEMPTION)
          && entry.itemsOut().equals(List.of(redemption.itemId()));
    }
    if (command instanceof TransferItem transfer) {
      return is(entry, TransactionKind.TRANSFER_OUT)
          && entry.itemsOut().equals(List.of(transfer.itemId()))
          && isWith(entry, transfer.recipientId());
    }
    if (command instanceof ListItem listing) {
      return is(entry, TransactionKind.LISTING)
          && tellsOf(entry, listing.itemId())
          && reply(entry).number("priceMinor") == listing.priceMinor();
    }
    if (command instanceof CancelListing cancellation) {
      return is(entry, TransactionKind.DELISTING) && tellsOf(entry, cancellation.itemId());
    }
    if (command instanceof BuyListing purchase) {
      return is(entry, TransactionKind.PURCHASE)
          && entry.amountMinor() == purchase.priceMinor()
          && entry.itemsIn().equals(List.of(purchase.itemId()))
          && isWith(entry, purchase.sellerId());
    }
    if (command instanceof OfferTrade offer) {
      return is(entry, TransactionKind.TRADE_OFFER)
          && isWith(entry, offer.recipientId())
          && tellsOf(entry, offer);
    }
    if (command instanceof AnswerTrade answer) {
      return asksAnswer(answer, entry);
    }
    if (command instanceof Reverse reversal) {
      return is(entry, TransactionKind.REVERSAL)
          && reversal.targetTransactionId().equals(entry.referenceId())
          && reply(entry).text("reason").equals(reversal.reason());
    }
    if (command instanceof Batch batch) {
      return is(entry, TransactionKind.BATCH) && tellsOf(entry, batch);
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
    if (command instanceof Import part) {
      return is(entry, TransactionKind.IMPORT)
          && entry.sequence() == part.sequence()
          && entry.walletDeltaMinor() == part.cashMinor()
          && entry.promoDeltaMinor() == part.promoMinor()
          && entry.itemsOut().equals(part.itemsOut())
          && entry.itemsIn().equals(part.itemsIn().stream().map(ImportedItem::itemId).toList());
    }
    if (command instanceof FreezeWithdrawals freeze) {
      return is(entry, TransactionKind.FREEZE) && tells(entry, "reason", freeze.reason());
    }
    if (command instanceof ReleaseWithdrawals release) {
      return is(entry, TransactionKind.RELEASE) && release.freezeId().equals(entry.referenceId());
    }
    throw new IllegalArgumentException("the model knows no " + command.getClass());
  }

  private static boolean asksEnd(EndWithdrawal end, LedgerEntry entry) {
    boolean kind =
        switch (end.how()) {
          case SETTLE -> is(entry, TransactionKind.WITHDRAWAL_SETTLEMENT);
          case VOID -> is(entry, TransactionKind.WITHDRAWAL_VOID);
          case EXPIRE -> true;
        };
    return kind && end.withdrawalId().equals(entry.referenceId());
  }

  private static boolean asksAnswer(AnswerTrade answer, LedgerEntry entry) {
    boolean kind =
        answer.how() == AnswerTrade.How.ACCEPT
            ? is(entry, TransactionKind.TRADE)
            : is(entry, TransactionKind.TRADE_END)
                && reply(entry).text("how").equals(answer.how().name());
    return kind && answer.offerId().equals(entry.referenceId());
  }

  private static boolean tellsOf(LedgerEntry entry, UUID itemId) {
    List<Json> items = reply(entry).objects("items");
    return items.size() == 1 && items.get(0).id("itemId").equals(itemId);
  }

  private static boolean tellsOf(LedgerEntry entry, OfferTrade offer) {
    Json told = reply(entry);
    return told.ids("offeredItems").equals(offer.offeredItems())
        && told.ids("askedItems").equals(offer.askedItems())
        && told.number("offeredMinor") == offer.offeredMinor()
        && told.number("askedMinor") == offer.askedMinor();
  }

  private static boolean tellsOf(LedgerEntry entry, Batch batch) {
    List<UUID> told =
        reply(entry).objects("replies").stream().map(one -> one.id("transactionId")).toList();
    return told.equals(
        batch.commands().stream().map(command -> keyOf(command).transactionId()).toList());
  }

  private static Json reply(LedgerEntry entry) {
    return Json.of(new String(entry.reply(), StandardCharsets.UTF_8));
  }

  /** Where the command's entry stands. */
  static LedgerKey keyOf(LedgerCommand command) {
    return command instanceof Reverse reversal
        ? new LedgerKey(reversal.playerId(), reversalOf(reversal.targetTransactionId()))
        : new LedgerKey(command.playerId(), command.transactionId());
  }

  /** The one transaction that can reverse a transaction. */
  static UUID reversalOf(UUID target) {
    return Hashes.derivedId("reversal:" + target);
  }

  /** Whether no player asked for it: the end of something whose time was up. */
  static boolean isMadeByTheGrid(LedgerKey key, LedgerEntry entry) {
    return isExpiry(key, entry.referenceId());
  }

  static boolean isExpiry(LedgerKey key, @Nullable UUID waiting) {
    return waiting != null
        && key.transactionId().equals(Hashes.derivedId("expiry:" + key.playerId() + "/" + waiting));
  }

  /** Where the entries of the transaction stand: in the player's ledger, and the other player's. */
  static List<LedgerKey> halves(LedgerKey key, LedgerEntry entry) {
    Long counterparty = entry.counterpartyId();
    return counterparty == null
        ? List.of(key)
        : List.of(key, new LedgerKey(counterparty, key.transactionId()));
  }

  private static boolean isWith(LedgerEntry entry, long player) {
    return Objects.equals(entry.counterpartyId(), player);
  }

  private static boolean tells(LedgerEntry entry, String field, String value) {
    return reply(entry).text(field).equals(value);
  }

  private static boolean is(LedgerEntry entry, TransactionKind kind) {
    return entry.kind() == kind;
  }
}
