package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Undoes an earlier transaction, for an administrator: a new transaction with the accounts mirrored
 * and the items given back, in the ledger of everybody who took part. A transfer is reversed from
 * its sender's entry, a purchase from its buyer's, a trade from either side's. Cash and promotional
 * money go back each to its own balance, so promotional money that was spent is not taken back.
 *
 * <p>Its entry's transaction id follows from the target's and not from the idempotency key: that is
 * how a second reversal of the same target, under whatever key, finds the first.
 *
 * @param counterpartyId the other player of the target, null when there was none
 * @param reason for both players to read, 1 … {@link #REASON_MAX} characters
 */
public record Reverse(
    long playerId,
    UUID transactionId,
    UUID targetTransactionId,
    @Nullable Long counterpartyId,
    String reason)
    implements LedgerCommand {
  /** Longest reason. */
  public static final int REASON_MAX = 200;

  private static final Set<TransactionKind> REVERSIBLE =
      Set.of(
          TransactionKind.DEPOSIT,
          TransactionKind.BOX_OPENING,
          TransactionKind.REDEMPTION,
          TransactionKind.TRANSFER_OUT,
          TransactionKind.PURCHASE,
          TransactionKind.TRADE,
          TransactionKind.PROMOTION);

  public Reverse {
    if (reason.isBlank() || reason.length() > REASON_MAX) {
      throw new IllegalArgumentException("reason of " + reason.length() + " characters");
    }
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256(
        "REVERSE\n"
            + playerId
            + "\n"
            + transactionId
            + "\n"
            + targetTransactionId
            + "\n"
            + counterpartyId
            + "\n"
            + reason);
  }

  @Override
  public LedgerKey ledgerKey() {
    return keyOf(playerId);
  }

  private LedgerKey keyOf(long player) {
    return new LedgerKey(player, TransactionIds.ofReversal(targetTransactionId));
  }

  private LedgerKey targetOf(long player) {
    return new LedgerKey(player, targetTransactionId);
  }

  @Override
  public Outcome repeated(LedgerEntry first) {
    Outcome outcome = LedgerCommand.super.repeated(first);
    return outcome instanceof Outcome.Done
        ? outcome
        : new Outcome.Refused(
            Refusal.REVERSED_ALREADY,
            "Transaction " + targetTransactionId + " was reversed already.");
  }

  @Override
  public List<Long> players() {
    return counterpartyId == null || counterpartyId == playerId
        ? List.of(playerId)
        : List.of(playerId, counterpartyId);
  }

  @Override
  public List<LedgerKey> entries() {
    List<LedgerKey> keys = new ArrayList<>();
    keys.add(new LedgerKey(playerId, transactionId));
    for (long player : players()) {
      keys.add(keyOf(player));
      keys.add(targetOf(player));
    }
    return keys;
  }

  @Override
  public List<ItemKey> items(State state) {
    List<ItemKey> keys = new ArrayList<>();
    for (long player : players()) {
      LedgerEntry target = state.entry(targetOf(player));
      if (target != null) {
        target.itemsIn().forEach(item -> keys.add(new ItemKey(player, item)));
        revivedBy(target).forEach(item -> keys.add(new ItemKey(player, item)));
      }
    }
    return keys;
  }

  /** Items that come back into play with their owner. */
  private static List<UUID> revivedBy(LedgerEntry target) {
    return target.kind() == TransactionKind.REDEMPTION ? target.itemsOut() : List.of();
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    if (state.entry(new LedgerKey(playerId, transactionId)) != null) {
      return Decision.refused(
          Refusal.IDEMPOTENCY_KEY_REUSED,
          "The idempotency key was used for another request in transaction " + transactionId + ".");
    }
    LedgerEntry target = state.entry(targetOf(playerId));
    if (target == null) {
      return notFound(playerId, state);
    }
    if (!REVERSIBLE.contains(target.kind())) {
      return Decision.refused(
          Refusal.NOT_REVERSIBLE, "A " + target.kind() + " cannot be reversed from this side.");
    }
    if (!Objects.equals(counterpartyId, target.counterpartyId())) {
      return Decision.refused(
          Refusal.COUNTERPARTY_MISMATCH,
          "Transaction " + targetTransactionId + " was not with this player.");
    }
    List<Side> sides = new ArrayList<>(2);
    for (long player : players()) {
      LedgerEntry entry = state.entry(targetOf(player));
      Wallet wallet = state.wallet(player);
      if (entry == null || wallet == null) {
        return notFound(player, state);
      }
      long availableMinor = wallet.availableMinor() - entry.walletDeltaMinor();
      long promoMinor = wallet.promoMinor() - entry.promoDeltaMinor();
      if (availableMinor < 0 || promoMinor < 0) {
        return notPossible("player " + player + " no longer has the money");
      }
      if (Math.max(availableMinor, promoMinor) > Amounts.BALANCE_MAX_MINOR) {
        return Refusals.balanceLimit();
      }
      List<HeldItem> given = HeldItem.all(state, player, entry.itemsIn(), ItemState.OWNED);
      List<HeldItem> revived = HeldItem.all(state, player, revivedBy(entry), ItemState.REDEEMED);
      if (given == null || revived == null) {
        return notPossible("an item has moved on or is not free");
      }
      sides.add(new Side(player, wallet, entry, given, revived));
    }
    return sides.size() == 1 ? alone(sides.get(0), at) : between(sides.get(0), sides.get(1), at);
  }

  /**
   * A player's part.
   *
   * @param entry of the target
   * @param given what the player got then and gives now
   * @param revived what the player gave to the house then and gets back now
   */
  private record Side(
      long playerId,
      Wallet wallet,
      LedgerEntry entry,
      List<HeldItem> given,
      List<HeldItem> revived) {}

  private Decision alone(Side side, Surroundings at) {
    Booking booking = book(side, side.revived(), at);
    Decision.Builder decision = new Decision.Builder().booked(booking);
    side.given().forEach(one -> decision.item(one.key(), one.item().inState(ItemState.REVOKED)));
    side.revived().forEach(one -> decision.item(one.key(), one.item().inState(ItemState.OWNED)));
    return decision.done(booking.entry().reply());
  }

  private Decision between(Side one, Side other, Surroundings at) {
    Booking ours = book(one, other.given(), at);
    Booking theirs = book(other, one.given(), at);
    Decision.Builder decision = new Decision.Builder().booked(ours).booked(theirs);
    one.given().forEach(item -> item.moveTo(theirs, decision));
    other.given().forEach(item -> item.moveTo(ours, decision));
    return decision.done(ours.entry().reply());
  }

  private Booking book(Side side, List<HeldItem> got, Surroundings at) {
    LedgerEntry target = side.entry();
    return Booking.of(
        keyOf(side.playerId()),
        side.wallet(),
        LedgerEntry.of(
                TransactionKind.REVERSAL,
                target.creditAccount(),
                target.debitAccount(),
                target.amountMinor())
            .promo(target.promoMinor())
            .boxId(target.boxId())
            .counterparty(target.counterpartyId())
            .reference(targetTransactionId)
            .itemsIn(target.itemsOut())
            .itemsOut(target.itemsIn())
            .fingerprint(fingerprint()),
        at.nowMs(),
        target.createdAtMs(),
        after -> Replies.reversal(this, target, got, side.given(), after));
  }

  private Decision notFound(long player, State state) {
    if (state.isClosed(targetOf(player))) {
      return Decision.refused(
          Refusal.TRANSACTION_CLOSED,
          "Transaction " + targetTransactionId + " is too old to be reversed.");
    }
    return Decision.refused(
        Refusal.TRANSACTION_NOT_FOUND,
        "Player " + player + " has no transaction " + targetTransactionId + ".");
  }

  private Decision notPossible(String why) {
    return Decision.refused(
        Refusal.REVERSAL_NOT_POSSIBLE,
        "Transaction " + targetTransactionId + " cannot be reversed: " + why + ".");
  }
}
