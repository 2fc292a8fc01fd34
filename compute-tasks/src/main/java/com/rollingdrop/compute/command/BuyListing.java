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

/**
 * Buys an item that another player has put up for sale. Both ledgers get an entry under the same
 * transaction id: the buyer pays the price to the market, the market pays the seller the price less
 * the fee.
 *
 * @param priceMinor what the buyer has seen, so that nobody pays a price that was changed meanwhile
 */
public record BuyListing(
    long playerId, UUID transactionId, long sellerId, UUID itemId, long priceMinor)
    implements LedgerCommand {

  public BuyListing {
    Amounts.checkPositive(priceMinor);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("BUY_LISTING\n" + sellerId + "\n" + itemId + "\n" + priceMinor);
  }

  @Override
  public List<Long> players() {
    return List.of(playerId, sellerId);
  }

  @Override
  public List<ItemKey> items(State state) {
    return List.of(new ItemKey(sellerId, itemId));
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    if (playerId == sellerId) {
      return Decision.refused(Refusal.LISTING_OWN, "Nobody buys from themselves.");
    }
    ItemKey from = new ItemKey(sellerId, itemId);
    Item item = state.item(from);
    Wallet seller = state.wallet(sellerId);
    if (item == null || item.state() != ItemState.LISTED || seller == null) {
      return Refusals.notListed(itemId);
    }
    if (item.askMinor() != priceMinor) {
      return Decision.refused(
          Refusal.LISTING_PRICE_CHANGED,
          "Item " + itemId + " costs " + item.askMinor() + " minor units now.");
    }
    Wallet buyer = state.wallet(playerId);
    long availableMinor = buyer == null ? 0 : buyer.availableMinor();
    if (buyer == null || availableMinor < priceMinor) {
      return Refusals.insufficientFunds("The item costs", priceMinor, availableMinor);
    }
    long feeMinor = at.rules().marketFeeMinor(priceMinor);
    long paidOutMinor = priceMinor - feeMinor;
    if (seller.availableMinor() + paidOutMinor > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    Booking purchase =
        Booking.of(
            ledgerKey(),
            buyer,
            LedgerEntry.of(TransactionKind.PURCHASE, Account.PLAYER, Account.MARKET, priceMinor)
                .counterparty(sellerId)
                .itemsIn(List.of(itemId))
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> MarketReplies.purchase(this, item, after));
    Booking sale =
        Booking.of(
            new LedgerKey(sellerId, transactionId),
            seller,
            LedgerEntry.of(TransactionKind.SALE, Account.MARKET, Account.PLAYER, paidOutMinor)
                .counterparty(playerId)
                .itemsOut(List.of(itemId))
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> MarketReplies.sale(this, feeMinor, item, after));
    Decision.Builder decision = new Decision.Builder().booked(purchase).booked(sale);
    new HeldItem(from, item).moveTo(purchase, decision);
    return decision.done(purchase.entry().reply());
  }
}
