package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;

/**
 * Where promotional money may move: between the player and where it comes from, and between the
 * player and the house. Never out, into what is held, or to another player, for there it could
 * become cash that somebody withdraws.
 */
public final class PromoPart {
  private PromoPart() {}

  /** Whether the promotional part of an entry is a part, and goes where it may. */
  public static boolean isSound(LedgerEntry entry) {
    Account debit = entry.debitAccount();
    Account credit = entry.creditAccount();
    if (debit == Account.PROMO || credit == Account.PROMO) {
      return isBetween(debit, credit, Account.PROMO) && entry.promoMinor() == entry.amountMinor();
    }
    return entry.promoMinor() == 0
        || (entry.promoMinor() > 0
            && entry.promoMinor() <= entry.amountMinor()
            && isBetween(debit, credit, Account.HOUSE));
  }

  private static boolean isBetween(Account debit, Account credit, Account other) {
    return (debit == Account.PLAYER && credit == other)
        || (debit == other && credit == Account.PLAYER);
  }
}
