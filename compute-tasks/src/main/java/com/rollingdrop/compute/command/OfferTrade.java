package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Offers another player items for items, and money from one of the two sides. Nothing is locked and
 * no money is held: whether the trade is still possible is decided when {@link AnswerTrade} accepts
 * it. Without an answer the offer ends by itself.
 *
 * @param offeredItems what the offerer gives, at most {@link #ITEMS_MAX}
 * @param askedItems what the recipient gives, at most {@link #ITEMS_MAX}
 * @param offeredMinor money that the offerer gives; 0 when the recipient gives any
 * @param askedMinor money that the recipient gives; 0 when the offerer gives any
 * @param validForMs {@link #VALID_MIN_MS} … {@link #VALID_MAX_MS}
 */
public record OfferTrade(
    long playerId,
    UUID transactionId,
    long recipientId,
    List<UUID> offeredItems,
    List<UUID> askedItems,
    long offeredMinor,
    long askedMinor,
    long validForMs)
    implements LedgerCommand {
  /** Most items on one side. */
  public static final int ITEMS_MAX = 50;

  /** Shortest time that an offer stands, one second. */
  public static final long VALID_MIN_MS = 1_000;

  /** Longest time that an offer stands, 30 days. */
  public static final long VALID_MAX_MS = 30L * 86_400_000;

  public OfferTrade {
    offeredItems = List.copyOf(offeredItems);
    askedItems = List.copyOf(askedItems);
    if (offeredItems.size() > ITEMS_MAX || askedItems.size() > ITEMS_MAX) {
      throw new IllegalArgumentException("more than " + ITEMS_MAX + " items on a side");
    }
    if (offeredItems.isEmpty() && askedItems.isEmpty()) {
      throw new IllegalArgumentException("no items on either side");
    }
    Set<UUID> distinct = new HashSet<>(offeredItems);
    distinct.addAll(askedItems);
    if (distinct.size() < offeredItems.size() + askedItems.size()) {
      throw new IllegalArgumentException("an item is named twice");
    }
    Amounts.checkNotNegative(offeredMinor);
    Amounts.checkNotNegative(askedMinor);
    if (offeredMinor > 0 && askedMinor > 0) {
      throw new IllegalArgumentException("both sides give money");
    }
    if (validForMs < VALID_MIN_MS || validForMs > VALID_MAX_MS) {
      throw new IllegalArgumentException("validForMs out of range: " + validForMs);
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256(
        "OFFER_TRADE\n"
            + recipientId
            + "\n"
            + offeredItems
            + "\n"
            + askedItems
            + "\n"
            + offeredMinor
            + "\n"
            + askedMinor
            + "\n"
            + validForMs);
  }

  @Override
  public List<Long> players() {
    return List.of(playerId, recipientId);
  }

  @Override
  public List<ItemKey> items(State state) {
    return offeredItems.stream().map(item -> new ItemKey(playerId, item)).toList();
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    if (playerId == recipientId) {
      return Decision.refused(Refusal.RECIPIENT_NOT_ALLOWED, "Nobody trades with themselves.");
    }
    for (UUID itemId : offeredItems) {
      Item item = state.item(new ItemKey(playerId, itemId));
      if (item == null) {
        return Refusals.itemNotFound(itemId);
      }
      if (item.state() != ItemState.OWNED) {
        return Refusals.itemNotFree(itemId, item);
      }
    }
    Wallet existing = state.wallet(playerId);
    long availableMinor = existing == null ? 0 : existing.availableMinor();
    if (availableMinor < offeredMinor) {
      return Refusals.insufficientFunds("The offer is of", offeredMinor, availableMinor);
    }
    if (state.wallet(recipientId) == null) {
      return Refusals.recipientNotFound(recipientId);
    }
    Pending offer =
        Pending.trade(
            recipientId,
            offeredItems,
            askedItems,
            offeredMinor,
            askedMinor,
            at.nowMs(),
            at.nowMs() + validForMs);
    Booking booking =
        Booking.of(
            ledgerKey(),
            at.walletOrNew(playerId, existing),
            LedgerEntry.of(TransactionKind.TRADE_OFFER, Account.PLAYER, Account.PLAYER, 0)
                .counterparty(recipientId)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> TradeReplies.offer(this, offer, after));
    return new Decision.Builder()
        .booked(booking)
        .pending(new PendingKey(playerId, transactionId), offer)
        .done(booking.entry().reply());
  }
}
