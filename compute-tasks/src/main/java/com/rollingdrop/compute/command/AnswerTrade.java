package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Ends an offer to trade. Accepting it moves the items and the money of both sides, or nothing: an
 * offer holds nothing, so any of it may be gone by then. Both ledgers get an entry under the
 * accepting player's transaction id; any other end only stands in the ledger of who ended it.
 *
 * @param offererId who made the offer
 * @param offerId the transaction that made it
 */
public record AnswerTrade(long playerId, UUID transactionId, long offererId, UUID offerId, How how)
    implements LedgerCommand {

  /** How it ends. */
  public enum How {
    /** The recipient takes it. */
    ACCEPT,
    /** The recipient does not. */
    DECLINE,
    /** The offerer takes it back. */
    CANCEL,
    /** Its time is up, and anybody may say so. */
    EXPIRE
  }

  /** The end of an offer whose time is up; the same one whoever notices it first. */
  static AnswerTrade expired(PendingKey offer) {
    return new AnswerTrade(
        offer.playerId(),
        Digests.uuid("expiry:" + offer),
        offer.playerId(),
        offer.transactionId(),
        How.EXPIRE);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("ANSWER_TRADE\n" + offererId + "\n" + offerId + "\n" + how);
  }

  @Override
  public List<Long> players() {
    return playerId == offererId ? List.of(playerId) : List.of(playerId, offererId);
  }

  @Override
  public List<PendingKey> pending() {
    return List.of(new PendingKey(offererId, offerId));
  }

  @Override
  public List<ItemKey> items(State state) {
    Pending offer = state.pending(new PendingKey(offererId, offerId));
    if (how != How.ACCEPT || offer == null || !mayAnswer(offer)) {
      return List.of();
    }
    List<ItemKey> keys = new ArrayList<>();
    offer.offeredItems().forEach(item -> keys.add(new ItemKey(offererId, item)));
    offer.askedItems().forEach(item -> keys.add(new ItemKey(playerId, item)));
    return keys;
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    PendingKey key = new PendingKey(offererId, offerId);
    Pending offer = state.pending(key);
    Wallet before = state.wallet(playerId);
    Wallet offerer = state.wallet(offererId);
    if (offer == null
        || offer.kind() != PendingKind.TRADE
        || !mayAnswer(offer)
        || before == null
        || offerer == null) {
      return Decision.refused(Refusal.TRADE_NOT_OPEN, "Trade " + offerId + " is not open.");
    }
    boolean timeIsUp = at.nowMs() >= offer.expiresAtMs();
    if (timeIsUp != (how == How.EXPIRE)) {
      return Decision.refused(
          Refusal.TRADE_NOT_OPEN,
          "Trade " + offerId + (timeIsUp ? " has expired." : " has not expired yet."));
    }
    return how == How.ACCEPT
        ? accept(state, key, offer, offerer, before, at)
        : end(key, offer, before, at);
  }

  /** The recipient takes or declines, the offerer takes back, and time runs out for everybody. */
  private boolean mayAnswer(Pending offer) {
    return switch (how) {
      case ACCEPT, DECLINE -> Objects.equals(offer.recipientId(), playerId);
      case CANCEL -> playerId == offererId;
      case EXPIRE -> true;
    };
  }

  private Decision end(PendingKey key, Pending offer, Wallet before, Surroundings at) {
    Booking booking =
        Booking.of(
            ledgerKey(),
            before,
            LedgerEntry.of(TransactionKind.TRADE_END, Account.PLAYER, Account.PLAYER, 0)
                .counterparty(playerId == offererId ? offer.recipientId() : Long.valueOf(offererId))
                .reference(offerId)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> TradeReplies.end(this, after));
    return new Decision.Builder()
        .booked(booking)
        .pending(key, offer.ended(how == How.EXPIRE ? PendingState.EXPIRED : PendingState.VOIDED))
        .done(booking.entry().reply());
  }

  private Decision accept(
      State state,
      PendingKey key,
      Pending offer,
      Wallet offerer,
      Wallet acceptor,
      Surroundings at) {
    List<HeldItem> offered = HeldItem.all(state, offererId, offer.offeredItems(), ItemState.OWNED);
    List<HeldItem> asked = HeldItem.all(state, playerId, offer.askedItems(), ItemState.OWNED);
    if (offered == null || asked == null) {
      return stale("an item is no longer there or not free");
    }
    if (offerer.availableMinor() < offer.offeredMinor()
        || acceptor.availableMinor() < offer.askedMinor()) {
      return stale("the money is not there");
    }
    if (offerer.availableMinor() + offer.askedMinor() > Amounts.BALANCE_MAX_MINOR
        || acceptor.availableMinor() + offer.offeredMinor() > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    Booking mine =
        Booking.of(
            ledgerKey(),
            acceptor,
            draft(offer.askedMinor(), offer.offeredMinor(), offererId)
                .itemsIn(offer.offeredItems())
                .itemsOut(offer.askedItems()),
            at.nowMs(),
            after -> TradeReplies.trade(this, offererId, offer, offered, asked, after));
    Booking theirs =
        Booking.of(
            new LedgerKey(offererId, transactionId),
            offerer,
            draft(offer.offeredMinor(), offer.askedMinor(), playerId)
                .itemsIn(offer.askedItems())
                .itemsOut(offer.offeredItems()),
            at.nowMs(),
            after -> TradeReplies.trade(this, playerId, offer, asked, offered, after));
    Decision.Builder decision =
        new Decision.Builder()
            .booked(mine)
            .booked(theirs)
            .pending(key, offer.ended(PendingState.SETTLED));
    offered.forEach(one -> one.moveTo(mine, decision));
    asked.forEach(one -> one.moveTo(theirs, decision));
    return decision.done(mine.entry().reply());
  }

  // Who gives money pays it to the trade, and the trade pays it to the other; at most one gives.
  private LedgerEntry.Builder draft(long givenMinor, long gotMinor, long counterpartyId) {
    LedgerEntry.Builder draft =
        gotMinor > 0
            ? LedgerEntry.of(TransactionKind.TRADE, Account.TRADE, Account.PLAYER, gotMinor)
            : LedgerEntry.of(TransactionKind.TRADE, Account.PLAYER, Account.TRADE, givenMinor);
    return draft.counterparty(counterpartyId).reference(offerId).fingerprint(fingerprint());
  }

  private Decision stale(String why) {
    return Decision.refused(
        Refusal.TRADE_STALE, "Trade " + offerId + " cannot be carried out: " + why + ".");
  }
}
