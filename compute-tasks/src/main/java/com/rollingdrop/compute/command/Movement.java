package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.TransactionKind;

/**
 * What a ledger entry moves as far as limits are concerned; it is in the entry's accounts.
 * Promotional money does not count: limits are about the player's own. A reversal mirrors the
 * accounts of what it undoes, so read backwards it is that again, and takes it off.
 *
 * @param undone whether it is taken off
 */
record Movement(long depositedMinor, long spentMinor, long returnedMinor, boolean undone) {

  static Movement of(LedgerEntry entry) {
    boolean undone = entry.kind() == TransactionKind.REVERSAL;
    Account from = undone ? entry.creditAccount() : entry.debitAccount();
    Account to = undone ? entry.debitAccount() : entry.creditAccount();
    long amountMinor = entry.amountMinor() - entry.promoMinor();
    boolean pays = from == Account.PLAYER;
    boolean gets = to == Account.PLAYER;
    // No default branch: an account that is added must be given its meaning here.
    return switch (pays ? to : from) {
      case HOUSE, MARKET, TRADE ->
          new Movement(0, pays ? amountMinor : 0, gets ? amountMinor : 0, undone);
      case CASH_IN -> new Movement(gets ? amountMinor : 0, 0, 0, undone);
      case PLAYER, ESCROW, CASH_OUT, PROMO, IMPORT -> new Movement(0, 0, 0, undone);
    };
  }

  /**
   * The totals with this in them.
   *
   * @param nowMs time of the entry
   * @param movedAtMs time of what it undoes; it comes off the windows that counted it
   */
  PlayTotals countedIn(PlayTotals totals, long nowMs, long movedAtMs) {
    PlayTotals now = totals.at(nowMs);
    return undone
        ? now.less(movedAtMs, depositedMinor, spentMinor, returnedMinor)
        : now.plus(depositedMinor, spentMinor, returnedMinor);
  }
}
