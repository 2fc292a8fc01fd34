package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;

/** Gives an item to another player. Both ledgers get an entry under the same transaction id. */
public record TransferItem(long playerId, UUID transactionId, UUID itemId, long recipientId)
    implements LedgerCommand {

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("TRANSFER_ITEM\n" + itemId + "\n" + recipientId);
  }

  @Override
  public List<Long> players() {
    return List.of(playerId, recipientId);
  }

  @Override
  public List<ItemKey> items(State state) {
    return List.of(new ItemKey(playerId, itemId));
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    if (playerId == recipientId) {
      return Decision.refused(Refusal.RECIPIENT_NOT_ALLOWED, "Nobody transfers to themselves.");
    }
    ItemKey from = new ItemKey(playerId, itemId);
    Item item = state.item(from);
    Wallet sender = state.wallet(playerId);
    if (item == null || sender == null) {
      return Refusals.itemNotFound(itemId);
    }
    if (item.state() != ItemState.OWNED) {
      return Refusals.itemNotFree(itemId, item);
    }
    Wallet recipient = state.wallet(recipientId);
    if (recipient == null) {
      return Refusals.recipientNotFound(recipientId);
    }
    Booking out =
        Booking.of(
            ledgerKey(),
            sender,
            draft(TransactionKind.TRANSFER_OUT, recipientId).itemsOut(List.of(itemId)),
            at.nowMs(),
            after -> Replies.transferOut(this, item, after));
    Booking in =
        Booking.of(
            new LedgerKey(recipientId, transactionId),
            recipient,
            draft(TransactionKind.TRANSFER_IN, playerId).itemsIn(List.of(itemId)),
            at.nowMs(),
            after -> Replies.transferIn(this, item, after));
    Decision.Builder decision = new Decision.Builder().booked(out).booked(in);
    new HeldItem(from, item).moveTo(in, decision);
    return decision.done(out.entry().reply());
  }

  // No money moves: an amount of nothing, from the player to the player.
  private LedgerEntry.Builder draft(TransactionKind kind, long counterpartyId) {
    return LedgerEntry.of(kind, Account.PLAYER, Account.PLAYER, 0)
        .counterparty(counterpartyId)
        .fingerprint(fingerprint());
  }
}
